"""Accounts that administrators keep: links, second factors, delays, and whom an event concerns"""

import json
import uuid

import sqlalchemy as sa
from alembic import op

# Keys as the program makes them: rows that stand already must be found and sorted like new ones.
from inspector.store.tables.accounts import person_search_key, person_sort_key

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ADDED = {
    "account": ("erased", "sort_key", "search_key"),
    "sign_in_session": ("browser",),
    "event": ("account_id",),
}


def upgrade() -> None:
    op.add_column("account", sa.Column("erased", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("account", sa.Column("sort_key", sa.String(), nullable=False, server_default=""))
    op.add_column("account", sa.Column("search_key", sa.String(), nullable=False, server_default=""))
    op.create_index(op.f("ix_account_sort_key"), "account", ["sort_key"])
    op.add_column("sign_in_session", sa.Column("browser", sa.String(), nullable=False, server_default=""))
    op.add_column("event", sa.Column("account_id", sa.Uuid(), nullable=True))
    op.create_index(op.f("ix_event_account_id"), "event", ["account_id"])
    is_one = sa.text("account_id IS NOT NULL")
    op.create_index("ix_event_of_accounts", "event", ["id"], sqlite_where=is_one, postgresql_where=is_one)
    _new_tables()
    _fill()


def _new_tables() -> None:
    op.create_table(
        "password_link",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("token_digest", sa.String(), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_password_link_account_id")),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_password_link")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_password_link_token_digest")),
    )
    op.create_table(
        "second_factor",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("secret", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_step", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_second_factor_account_id")),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_second_factor")),
    )
    op.create_table(
        "recovery_code",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("code_digest", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_recovery_code_account_id")),
        sa.PrimaryKeyConstraint("account_id", "code_digest", name=op.f("pk_recovery_code")),
    )
    op.create_table(
        "sign_in_tries",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("wait_until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_sign_in_tries")),
    )


def _fill() -> None:
    connection = op.get_bind()
    account = sa.table(
        "account",
        sa.column("id", sa.Uuid()),
        *(sa.column(name, sa.String()) for name in ("name", "sign_in_name", "sort_key", "search_key")),
    )
    for row in connection.execute(sa.select(account.c.id, account.c.name, account.c.sign_in_name)).all():
        keys = {
            "sort_key": person_sort_key(row.name),
            "search_key": person_search_key(row.name, row.sign_in_name),
        }
        connection.execute(sa.update(account).where(account.c.id == row.id).values(keys))
    event = sa.table(
        "event",
        *(sa.column(name, sa.Uuid()) for name in ("by", "account_id")),
        sa.column("id", sa.BigInteger()),
        *(sa.column(name, sa.String()) for name in ("what", "after")),
    )
    signing = event.c.what.in_(("sign_in", "sign_out"))
    connection.execute(sa.update(event).where(signing).values(account_id=event.c.by))
    told = sa.select(event.c.id, event.c.after).where(event.c.what.in_(("add_account", "reset_password")))
    for number, after in connection.execute(told).all():
        concerned = uuid.UUID(json.loads(after)["account"])
        connection.execute(sa.update(event).where(event.c.id == number).values(account_id=concerned))


def downgrade() -> None:
    for table in ("sign_in_tries", "recovery_code", "second_factor", "password_link"):
        op.drop_table(table)
    op.drop_index("ix_event_of_accounts", "event")
    op.drop_index(op.f("ix_event_account_id"), "event")
    op.drop_index(op.f("ix_account_sort_key"), "account")
    for table, columns in ADDED.items():
        for column in columns:
            # not in a batch: that would write the table anew, and others point to it
            op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")

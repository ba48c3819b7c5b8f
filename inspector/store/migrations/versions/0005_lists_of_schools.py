"""Lists of schools"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

STATES = ("waiting", "checked", "applying", "applied", "undone", "dropped")


def upgrade() -> None:
    op.create_table(
        "school_import",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("same_names", sa.Boolean(), nullable=False),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(*STATES, name="importstate", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("asked_by", sa.Uuid(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("result", sa.String(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["asked_by"], ["account.id"], name=op.f("fk_school_import_asked_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school_import")),
    )
    op.create_index(op.f("ix_school_import_asked_at"), "school_import", ["asked_at"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_school_import_asked_at"), table_name="school_import")
    op.drop_table("school_import")

"""Criteria sets of one's own: drafts, published editions, events of drafts"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "own_set",
        sa.Column("set_id", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("head", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_own_set_unit_id")),
        sa.PrimaryKeyConstraint("set_id", name=op.f("pk_own_set")),
    )
    op.create_table(
        "edition_draft",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("set_id", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("head", sa.String(), nullable=False),
        sa.Column("files", sa.String(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "withdrawn",
                "published",
                name="draftstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("proposed_by", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "state <> 'withdrawn' OR reason <> ''", name=op.f("ck_edition_draft_withdrawn_with_reason")
        ),
        sa.ForeignKeyConstraint(["changed_by"], ["account.id"], name=op.f("fk_edition_draft_changed_by")),
        sa.ForeignKeyConstraint(["proposed_by"], ["account.id"], name=op.f("fk_edition_draft_proposed_by")),
        sa.ForeignKeyConstraint(["set_id"], ["own_set.set_id"], name=op.f("fk_edition_draft_set_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_edition_draft_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edition_draft")),
    )
    op.create_index(op.f("ix_edition_draft_unit_id"), "edition_draft", ["unit_id"])
    op.create_table(
        "own_edition",
        sa.Column("set_id", sa.String(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("files", sa.String(), nullable=False),
        sa.Column("draft_id", sa.Uuid(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_by", sa.Uuid(), nullable=True),
        sa.Column("proposed_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["draft_id"], ["edition_draft.id"], name=op.f("fk_own_edition_draft_id")),
        sa.ForeignKeyConstraint(["proposed_by"], ["account.id"], name=op.f("fk_own_edition_proposed_by")),
        sa.ForeignKeyConstraint(["published_by"], ["account.id"], name=op.f("fk_own_edition_published_by")),
        sa.ForeignKeyConstraint(["set_id"], ["own_set.set_id"], name=op.f("fk_own_edition_set_id")),
        sa.PrimaryKeyConstraint("set_id", "first_day", name=op.f("pk_own_edition")),
        sa.UniqueConstraint("digest", name=op.f("uq_own_edition_digest")),
    )
    op.add_column("event", sa.Column("draft_id", sa.Uuid(), nullable=True))
    op.create_index(op.f("ix_event_draft_id"), "event", ["draft_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_event_draft_id"), table_name="event")
    op.drop_column("event", "draft_id")
    op.drop_table("own_edition")
    op.drop_index(op.f("ix_edition_draft_unit_id"), table_name="edition_draft")
    op.drop_table("edition_draft")
    op.drop_table("own_set")

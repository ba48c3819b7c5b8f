"""Answers taken over from another assessment"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "carried_over",
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("from_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["assessment.id"],
            name=op.f("fk_carried_over_assessment_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["from_id"], ["assessment.id"], name=op.f("fk_carried_over_from_id")),
        sa.PrimaryKeyConstraint("assessment_id", name=op.f("pk_carried_over")),
    )
    op.create_index(op.f("ix_carried_over_from_id"), "carried_over", ["from_id"], unique=False)
    # Not in a batch: SQLite would make the table anew.
    op.add_column("rating", sa.Column("look_again", sa.String(), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("rating", "look_again")
    op.drop_table("carried_over")

"""Of which units others were made"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "unit_origin",
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("old_code", sa.String(), nullable=False),
        sa.Column("old_name", sa.String(), nullable=False),
        sa.Column("old_last_day", sa.Date(), nullable=False),
        sa.Column("whole", sa.Integer(), nullable=False),
        sa.Column("partly", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_unit_origin_unit_id")),
        sa.PrimaryKeyConstraint("unit_id", "old_code", name=op.f("pk_unit_origin")),
    )
    op.create_index(op.f("ix_unit_origin_old_code"), "unit_origin", ["old_code"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_unit_origin_old_code"), table_name="unit_origin")
    op.drop_table("unit_origin")

"""How Alembic reaches the database: the connection is handed to it, never opened here."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from inspector.store.base import Base, UtcTime
from inspector.store.tables import __all__ as _tables  # noqa: F401  (fills the metadata)


def render_item(kind: str, item: Any, _: AutogenContext) -> str | Literal[False]:
    """A migration must stand alone: it names the column's type, not this program's."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UtcTime) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    compare_type=True,
    render_as_batch=True,
    render_item=render_item,
    transaction_per_migration=True,
)
with context.begin_transaction():
    context.run_migrations()

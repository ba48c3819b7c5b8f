"""The dated tree in SQL: who lies above and below on a day. Everything here is a part of a statement."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import CTE, ColumnElement, ScalarSelect, Select, and_, case, literal, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from inspector.store.base import FIRST_DAY, LAST_DAY
from inspector.store.tables import RoleGrant, SchoolFact, SchoolPlace, Unit, UnitParent
from inspector.store.tables.units import LinkKind
from inspector.workflow.permissions import Role

Dated = type[UnitParent] | type[SchoolPlace] | type[RoleGrant]
Day = date | ColumnElement[date]
Key = UUID | ColumnElement[UUID] | InstrumentedAttribute[UUID]


def holds_on(dated: Dated, day: Day) -> ColumnElement[bool]:
    """Say in SQL that a dated row holds on a day; its first and last day belong to it."""
    return and_(dated.first_day <= day, dated.last_day >= day)


def grants_of(account_id: Key, roles: Collection[Role], today: Day) -> Select[UUID]:
    """Select the ids of the grants that a person holds today in any of these roles."""
    return select(RoleGrant.id).where(
        RoleGrant.account_id == account_id, RoleGrant.role.in_(roles), holds_on(RoleGrant, today)
    )


def links_for_rights(today: Day) -> Select[UUID, UUID]:
    """Select unit_id, parent_id: where every unit lies today, and where an ended one lay on its last day.

    A school that closed stays with its last unit, also after that unit ended: somebody must still see it.
    """
    last_day = select(Unit.last_day).where(Unit.id == UnitParent.unit_id).scalar_subquery()
    ended = and_(last_day < today, UnitParent.last_day >= last_day)
    return select(UnitParent.unit_id, UnitParent.parent_id).where(or_(holds_on(UnitParent, today), ended))


def units_above(of: Select[UUID], today: Day) -> CTE:
    """Return unit_id: the units selected, and all above them today, through links of every kind."""
    link = links_for_rights(today).subquery("link")
    above = of.with_only_columns(*(one.label("unit_id") for one in of.selected_columns)).cte(recursive=True)
    return above.union(select(link.c.parent_id).join(above, link.c.unit_id == above.c.unit_id))


def place_of(school_id: Key, today: Day) -> Select[UUID]:
    """Select the unit in which a school lies today. The place of a closed school does not end."""
    return select(SchoolPlace.unit_id).where(SchoolPlace.school_id == school_id, holds_on(SchoolPlace, today))


def units_below_grants(account_id: UUID, roles: Collection[Role], today: date) -> CTE:
    """Return unit_id: the units at which a person holds one of the roles, and all below them, today."""
    link = links_for_rights(today).subquery("link")
    below = (
        select(RoleGrant.unit_id.label("unit_id"))
        .where(
            RoleGrant.account_id == account_id,
            RoleGrant.role.in_(roles),
            RoleGrant.unit_id.is_not(None),
            holds_on(RoleGrant, today),
        )
        .cte(recursive=True)
    )
    return below.union(select(link.c.unit_id).join(below, link.c.parent_id == below.c.unit_id))


def units_ever_below_grants(account_id: UUID, roles: Collection[Role], today: date) -> CTE:
    """Return unit_id: the units at which a person holds one of the roles today, and all that ever lay below.

    For names and for figures of the past; what a person may see of schools follows the tree of today.
    """
    below = (
        select(RoleGrant.unit_id.label("unit_id"))
        .where(
            RoleGrant.account_id == account_id,
            RoleGrant.role.in_(roles),
            RoleGrant.unit_id.is_not(None),
            holds_on(RoleGrant, today),
        )
        .cte(recursive=True)
    )
    return below.union(select(UnitParent.unit_id).join(below, UnitParent.parent_id == below.c.unit_id))


def schools_in_reach(account_id: UUID, roles: Collection[Role], today: date) -> Select[UUID]:
    """Select the schools that lie today at or below the units at which a person holds one of the roles."""
    below = units_below_grants(account_id, roles, today)
    return (
        select(SchoolPlace.school_id)
        .join(below, SchoolPlace.unit_id == below.c.unit_id)
        .where(holds_on(SchoolPlace, today))
    )


def branches(unit_id: UUID, *, through_cluster: bool) -> CTE:
    """Return branch_id, unit_id, first_day, last_day: what lies below a unit, by the child it lies in.

    A row says that from one day to another the unit lay in the branch, which lay directly in `unit_id`;
    a branch is its own first unit. Only links of government are followed below a unit; directly below a
    cluster, those of the cluster. The unit itself comes as a branch of its own for all days, for what
    lies in it directly.
    """
    kind = LinkKind.CLUSTER if through_cluster else LinkKind.ADMINISTRATIVE
    directly = select(
        UnitParent.unit_id.label("branch_id"),
        UnitParent.unit_id.label("unit_id"),
        UnitParent.first_day.label("first_day"),
        UnitParent.last_day.label("last_day"),
    ).where(UnitParent.parent_id == unit_id, UnitParent.kind == kind)
    tree = directly.cte(recursive=True)
    first = case((UnitParent.first_day > tree.c.first_day, UnitParent.first_day), else_=tree.c.first_day)
    last = case((UnitParent.last_day < tree.c.last_day, UnitParent.last_day), else_=tree.c.last_day)
    # Not union_all: a circle of links, which only a faulty import can make, must not run for ever.
    tree = tree.union(
        select(tree.c.branch_id, UnitParent.unit_id, first, last)
        .join(tree, UnitParent.parent_id == tree.c.unit_id)
        .where(UnitParent.kind == LinkKind.ADMINISTRATIVE, first <= last)
    )
    return select(tree).union_all(_itself(unit_id)).cte("branch")


def itself(unit_id: UUID) -> CTE:
    """Return of `branches` only the row of the unit itself."""
    return _itself(unit_id).cte("branch")


def _itself(unit_id: UUID) -> Select[UUID, UUID, date, date]:
    return select(
        literal(unit_id, UnitParent.unit_id.type).label("branch_id"),
        literal(unit_id, UnitParent.unit_id.type).label("unit_id"),
        literal(FIRST_DAY).label("first_day"),
        literal(LAST_DAY).label("last_day"),
    )


def fact_on(
    school_id: UUID | InstrumentedAttribute[UUID], fact: str, day: date | ColumnElement[date]
) -> ScalarSelect[str | None]:
    """Return in SQL what is known of a school on a day: the latest row of the fact, NULL when not known."""
    return (
        select(SchoolFact.value)
        .where(SchoolFact.school_id == school_id, SchoolFact.fact == fact, SchoolFact.first_day <= day)
        .order_by(SchoolFact.first_day.desc())
        .limit(1)
        .scalar_subquery()
    )

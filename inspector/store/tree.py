"""The dated tree in SQL: who lies above and below on a day. Everything here is a part of a statement."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import CTE, ColumnElement, Select, Subquery, and_, case, func, literal, select
from sqlalchemy.orm import InstrumentedAttribute

from inspector.store.base import FIRST_DAY, LAST_DAY
from inspector.store.tables import RoleGrant, SchoolFact, SchoolPlace, UnitParent
from inspector.store.tables.units import LinkKind
from inspector.workflow.permissions import Role

Dated = type[UnitParent] | type[SchoolPlace] | type[RoleGrant]


def holds_on(dated: Dated, day: date | ColumnElement[date]) -> ColumnElement[bool]:
    """Say in SQL that a dated row holds on a day; its first and last day belong to it."""
    return and_(dated.first_day <= day, dated.last_day >= day)


def grants_of(account_id: UUID, roles: Collection[Role], today: date) -> Select[UUID]:
    """Select the ids of the grants that a person holds today in any of these roles."""
    return select(RoleGrant.id).where(
        RoleGrant.account_id == account_id, RoleGrant.role.in_(roles), holds_on(RoleGrant, today)
    )


def units_above(of: Select[UUID], today: date) -> CTE:
    """Return unit_id: the units selected, and all above them today, through links of every kind."""
    above = of.with_only_columns(*(one.label("unit_id") for one in of.selected_columns)).cte(recursive=True)
    return above.union(
        select(UnitParent.parent_id)
        .join(above, UnitParent.unit_id == above.c.unit_id)
        .where(holds_on(UnitParent, today))
    )


def place_of(school_id: UUID | InstrumentedAttribute[UUID], today: date) -> Select[UUID]:
    """Select the unit in which a school lies today. The place of a closed school does not end."""
    return select(SchoolPlace.unit_id).where(SchoolPlace.school_id == school_id, holds_on(SchoolPlace, today))


def units_below_grants(account_id: UUID, roles: Collection[Role], today: date) -> CTE:
    """Return unit_id: the units at which a person holds one of the roles, and all below them, today."""
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
    return below.union(
        select(UnitParent.unit_id)
        .join(below, UnitParent.parent_id == below.c.unit_id)
        .where(holds_on(UnitParent, today))
    )


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
    cluster, those of the cluster. The unit itself comes as a branch of its own, for what lies in it
    directly.
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
    tree = tree.union_all(
        select(tree.c.branch_id, UnitParent.unit_id, first, last)
        .join(tree, UnitParent.parent_id == tree.c.unit_id)
        .where(UnitParent.kind == LinkKind.ADMINISTRATIVE, first <= last)
    )
    itself = select(
        literal(unit_id, UnitParent.unit_id.type).label("branch_id"),
        literal(unit_id, UnitParent.unit_id.type).label("unit_id"),
        literal(FIRST_DAY).label("first_day"),
        literal(LAST_DAY).label("last_day"),
    )
    return select(tree).union_all(itself).cte("branch")


def facts_on(day: date | ColumnElement[date]) -> Subquery:
    """Return school_id, fact, value: what is known of every school on a day (the latest row of each fact)."""
    newest = func.row_number().over(
        partition_by=(SchoolFact.school_id, SchoolFact.fact), order_by=SchoolFact.first_day.desc()
    )
    ranked = (
        select(SchoolFact.school_id, SchoolFact.fact, SchoolFact.value, newest.label("newest"))
        .where(SchoolFact.first_day <= day)
        .subquery()
    )
    return select(ranked.c.school_id, ranked.c.fact, ranked.c.value).where(ranked.c.newest == 1).subquery()

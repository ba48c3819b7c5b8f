"""Clusters: units that a department groups as it likes, apart from government."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from inspector.store.base import LAST_DAY
from inspector.store.tables import SchoolPlace, Unit, UnitParent
from inspector.store.tables.units import LinkKind
from inspector.store.tree import holds_on
from inspector.store.units import CLUSTER, new_unit, put_below


def get(session: Session, cluster_id: UUID) -> Unit | None:
    """Return a cluster. Only access.py may call this for a person."""
    return session.scalars(select(Unit).where(Unit.id == cluster_id, Unit.type == CLUSTER)).one_or_none()


@dataclass(frozen=True, slots=True)
class ClusterLine:
    """A cluster that has not ended, the unit whose it is, and how many units lie in it on a day."""

    id: UUID
    name: str
    parent_id: UUID
    parent_name: str
    units: int


def there(session: Session, day: date) -> list[ClusterLine]:
    """Return the clusters of a day, by name."""
    parent, below = aliased(Unit, name="parent"), aliased(UnitParent, name="below")
    number = (
        select(func.count())
        .where(below.parent_id == Unit.id, below.kind == LinkKind.CLUSTER, holds_on(below, day))
        .scalar_subquery()
    )
    query = (
        select(Unit.id, Unit.name, parent.id, parent.name, number)
        .join(UnitParent, UnitParent.unit_id == Unit.id)
        .join(parent, parent.id == UnitParent.parent_id)
        .where(Unit.type == CLUSTER, holds_on(UnitParent, day), Unit.last_day >= day)
        .order_by(Unit.sort_key)
    )
    return [ClusterLine(*row) for row in session.execute(query)]


@dataclass(frozen=True, slots=True)
class Below:
    """A unit that a cluster may hold."""

    id: UUID
    code: str
    name: str


def below(session: Session, parent_id: UUID, day: date) -> list[Below]:
    """Return the units of government directly below one on a day, by name."""
    query = (
        select(Unit.id, Unit.code, Unit.name)
        .join(UnitParent, UnitParent.unit_id == Unit.id)
        .where(
            UnitParent.parent_id == parent_id,
            UnitParent.kind == LinkKind.ADMINISTRATIVE,
            holds_on(UnitParent, day),
        )
        .order_by(Unit.sort_key, Unit.code)
    )
    return [Below(*row) for row in session.execute(query)]


def parents(session: Session, day: date) -> Sequence[Unit]:
    """Return the units under which a cluster may stand: those with units of government directly below."""
    direct = (
        select(UnitParent.parent_id)
        .where(UnitParent.kind == LinkKind.ADMINISTRATIVE, holds_on(UnitParent, day))
        .distinct()
    )
    return session.scalars(select(Unit).where(Unit.id.in_(direct)).order_by(Unit.sort_key)).all()


def members(session: Session, cluster_id: UUID, day: date) -> set[UUID]:
    """Return the units that lie in a cluster on a day."""
    query = select(UnitParent.unit_id).where(
        UnitParent.parent_id == cluster_id, UnitParent.kind == LinkKind.CLUSTER, holds_on(UnitParent, day)
    )
    return set(session.scalars(query))


def parent_of(session: Session, cluster_id: UUID, day: date) -> UUID | None:
    """Return the unit whose cluster it is on a day."""
    return session.scalar(
        select(UnitParent.parent_id).where(
            UnitParent.unit_id == cluster_id, UnitParent.kind == LinkKind.CLUSTER, holds_on(UnitParent, day)
        )
    )


def add(session: Session, code: str, name: str, parent_id: UUID, day: date) -> Unit:
    """Make a cluster below a unit from a day on."""
    made = new_unit(code, name, CLUSTER, first_day=day)
    session.add(made)
    session.flush()
    put_below(session, made.id, parent_id, day, kind=LinkKind.CLUSTER)
    session.flush()
    return made


def set_members(session: Session, cluster_id: UUID, wanted: Collection[UUID], day: date) -> None:
    """Let these units lie in a cluster from a day on; what lay in it before keeps its days."""
    query = select(UnitParent).where(
        UnitParent.parent_id == cluster_id, UnitParent.kind == LinkKind.CLUSTER, UnitParent.last_day >= day
    )
    kept = set()
    for link in session.scalars(query).all():
        if link.unit_id in wanted and link.first_day <= day and link.last_day == LAST_DAY:
            kept.add(link.unit_id)
        elif link.first_day >= day:
            session.delete(link)
        else:
            link.last_day = day - timedelta(days=1)
    session.flush()
    for unit_id in wanted:
        if unit_id not in kept:
            put_below(session, unit_id, cluster_id, day, kind=LinkKind.CLUSTER)
    session.flush()


def end(session: Session, cluster: Unit, last_day: date) -> None:
    """Let a cluster and all its links end with a day."""
    touching = (UnitParent.unit_id == cluster.id) | (UnitParent.parent_id == cluster.id)
    for link in session.scalars(select(UnitParent).where(touching, UnitParent.last_day > last_day)).all():
        if link.first_day > last_day:
            session.delete(link)
        else:
            link.last_day = last_day
    cluster.last_day = last_day
    session.flush()


def numbers(session: Session, day: date) -> tuple[int, int]:
    """Return how many units of government there are on a day, and how many schools lie in them."""
    units = select(func.count()).where(Unit.type != CLUSTER, Unit.first_day <= day, Unit.last_day >= day)
    schools = select(func.count()).select_from(SchoolPlace).where(holds_on(SchoolPlace, day))
    return session.scalar(units) or 0, session.scalar(schools) or 0

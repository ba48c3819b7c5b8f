"""A department's own clusters of units: made, changed, ended; what they hold decides what people reach."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from inspector.store import clusters, events, unit_lists
from inspector.store.events import Happened
from inspector.store.tables import Unit
from inspector.text import Text

LONGEST_NAME = 120


class NotPossible(ValueError):
    """A cluster cannot be so; `what` says why."""

    def __init__(self, vi: str, en: str) -> None:
        self.what = Text(vi, en)
        super().__init__(en)


def make(
    session: Session,
    name: str,
    parent_id: UUID,
    unit_ids: Collection[UUID],
    *,
    from_day: date,
    by: UUID | None,
    at: datetime,
) -> Unit:
    """Group units that lie directly below another one, from a day on. Raises NotPossible."""
    known = " ".join(name.split())
    if not known or len(known) > LONGEST_NAME:
        raise NotPossible(
            f"Đặt tên cụm, tối đa {LONGEST_NAME} ký tự.",
            f"Name the cluster in at most {LONGEST_NAME} characters.",
        )
    _refuse_others(session, parent_id, unit_ids, from_day)
    cluster = clusters.add(session, _next_code(session), known, parent_id, from_day)
    clusters.set_members(session, cluster.id, unit_ids, from_day)
    _record(session, "make_cluster", cluster, (), unit_ids, by, at)
    return cluster


def regroup(
    session: Session, cluster: Unit, unit_ids: Collection[UUID], *, day: date, by: UUID | None, at: datetime
) -> None:
    """Let other units lie in a cluster from a day on. Raises NotPossible."""
    parent_id = clusters.parent_of(session, cluster.id, day)
    if parent_id is None:
        raise NotPossible("Cụm này đã kết thúc.", "The cluster has ended.")
    _refuse_others(session, parent_id, unit_ids, day)
    before = clusters.members(session, cluster.id, day)
    if before != set(unit_ids):
        clusters.set_members(session, cluster.id, unit_ids, day)
        _record(session, "regroup_cluster", cluster, before, unit_ids, by, at)


def end(session: Session, cluster: Unit, *, day: date, by: UUID | None, at: datetime) -> None:
    """End a cluster with the day before; on its first day, with that day."""
    before = clusters.members(session, cluster.id, day)
    clusters.end(session, cluster, max(day - timedelta(days=1), cluster.first_day))
    _record(session, "end_cluster", cluster, before, (), by, at)


def _refuse_others(session: Session, parent_id: UUID, unit_ids: Collection[UUID], day: date) -> None:
    may = {one.id for one in clusters.below(session, parent_id, day)}
    if not set(unit_ids) <= may:
        raise NotPossible(
            "Chỉ gom được các địa bàn trực thuộc cùng một đơn vị.",
            "Only units directly below the same unit can be grouped.",
        )


def _next_code(session: Session) -> str:
    taken = {one.code for one in unit_lists.with_prefix(session, "C-")}
    return next(code for number in range(1, len(taken) + 2) if (code := f"C-{number:03}") not in taken)


def _record(
    session: Session,
    what: str,
    cluster: Unit,
    before: Collection[UUID],
    after: Collection[UUID],
    by: UUID | None,
    at: datetime,
) -> None:
    one = Happened(
        what=what,
        by=by,
        at=at,
        item_id=cluster.code,
        before={"units": sorted(map(str, before))} if before else {},
        after={"name": cluster.name, "units": sorted(map(str, after))},
    )
    events.record(session, [one])

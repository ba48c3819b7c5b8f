"""What the first page shows: one task first, then others, then results."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from flask_babel import gettext
from sqlalchemy.orm import Session

from inspector.store.accounts import Person
from inspector.web.home.department import department_part, visits_part
from inspector.web.home.installation import installation_part
from inspector.web.home.school import SchoolSide, school_side
from inspector.web.home.tasks import Part, Task
from inspector.workflow.permissions import AT_SCHOOL, Role

MOST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class HomePage:
    """`first` is the single most useful next action; None where nothing waits."""

    first: Task | None
    parts: tuple[Part, ...]
    schools: tuple[SchoolSide, ...]
    nothing: str


def home_page(session: Session, who: Person, *, everything: bool = False) -> HomePage:
    """Return what waits for a person in all their roles; `everything`: not only the first few tasks."""
    schools = tuple(_schools(session, who))
    tasks = [task for side in schools for task in side.tasks]
    tasks.sort(key=lambda one: one.rank)
    parts = [*_other_parts(session, who)]
    first = tasks[0] if tasks else next((part.items[0] for part in parts if part.items), None)
    rest = tasks[1:] if everything else tasks[1 : 1 + MOST_SHOWN]
    left_out = len(tasks) - 1 - len(rest)
    if rest:
        note = gettext("Còn %(count)s việc khác.", count=left_out) if left_out > 0 else None
        parts.insert(0, Part(gettext("Việc khác"), tuple(rest), note, more=left_out > 0))
    parts = [replace(part, items=tuple(one for one in part.items if one is not first)) for part in parts]
    return HomePage(first, tuple(part for part in parts if part.items), schools, _nothing(who))


def _schools(session: Session, who: Person) -> Iterator[SchoolSide]:
    seen = set()
    for held in who.held:
        if held.role in AT_SCHOOL and held.school_id is not None and held.school_id not in seen:
            seen.add(held.school_id)
            leads = any(one.role is Role.PRINCIPAL and one.school_id == held.school_id for one in who.held)
            yield school_side(session, held.school_id, held.place, leads=leads)


def _other_parts(session: Session, who: Person) -> Iterator[Part]:
    if who.has(Role.INSPECTOR):
        yield visits_part(session, who)
    if who.has(Role.REVIEWER, Role.LEADER):
        yield department_part(session, who)
    if who.has(Role.ADMINISTRATOR):
        yield installation_part(session)


def _nothing(who: Person) -> str:
    if not who.held:
        return gettext("Tài khoản này chưa được giao vai trò nào. Hãy hỏi quản trị viên.")
    return gettext("Không còn việc nào đang chờ.")

"""What waits for people of the department: submitted assessments, visits."""

from flask import url_for
from flask_babel import gettext, ngettext
from sqlalchemy.orm import Session

from inspector.store import assessments, visits
from inspector.store.accounts import Person
from inspector.web.asking import today
from inspector.web.assess.sheet import set_title
from inspector.web.formatting import day
from inspector.web.home.tasks import Part, Task
from inspector.workflow.permissions import Role
from inspector.workflow.states import State, VisitState

NEXT_VISITS = 5


def department_part(session: Session, who: Person) -> Part:
    """Return how many self-assessments wait for a reviewer, and the way to the figures."""
    counts = assessments.count_by_state(session, who.id, today())
    waiting = sum(number for (_, state), number in counts.items() if state is State.SUBMITTED)
    tasks = []
    if who.has(Role.REVIEWER) and waiting:
        words = ngettext(
            "%(num)d phiếu tự đánh giá chờ xem xét", "%(num)d phiếu tự đánh giá chờ xem xét", waiting
        )
        label = gettext("Chờ tiếp nhận")
        tasks.append(Task(words, url_for("oversee.waiting"), None, "attention", label, gettext("Xem xét")))
    tasks.append(
        Task(
            gettext("Tổng quan địa bàn: kết quả, mục yếu, trường cần chú ý"),
            url_for("oversee.index"),
            None,
            "open",
            "",
            gettext("Mở tổng quan"),
        )
    )
    return Part(gettext("Địa bàn phụ trách"), tuple(tasks))


def visits_part(session: Session, who: Person) -> Part:
    """Return an inspector's next visits."""
    found = visits.of_member(session, who.id, limit=NEXT_VISITS)
    coming = [one for one in found if one.state in (VisitState.PLANNED, VisitState.UNDER_WAY)]
    tasks = []
    for one in coming[:NEXT_VISITS]:
        under_way = one.state is VisitState.UNDER_WAY
        tasks.append(
            Task(
                one.school_name,
                url_for("inspect.visit", visit_id=one.id),
                f"{day(one.day)} · {set_title(one.set_id)}",
                "active" if under_way else "open",
                gettext("Đang kiểm tra") if under_way else gettext("Dự kiến"),
                gettext("Chấm tiếp") if under_way else gettext("Mở đợt kiểm tra này"),
            )
        )
    return Part(gettext("Lịch kiểm tra sắp tới"), tuple(tasks))

"""Which edition an assessment uses, where that is not the one that everybody would expect."""

from flask_babel import gettext
from sqlalchemy.orm import Session

from inspector.criteria.in_force import published
from inspector.criteria.model import Edition, Status
from inspector.services.periods import period_of
from inspector.store.tables import Assessment
from inspector.web.application import application
from inspector.web.asking import today
from inspector.web.formatting import day
from inspector.workflow.states import Kind, State


def edition_note(assessment: Assessment, edition: Edition) -> str | None:
    """Say why an assessment uses another edition than the one in force on its day; None where it does not.

    It stands on every page and paper of the assessment.
    """
    if edition.status is Status.DRAFT:
        return gettext("Theo bộ tiêu chí dự thảo, chưa ban hành")
    catalogue = application().editions.catalogue
    if edition.set_id not in catalogue.sets:
        return None
    there = catalogue.in_force(edition.set_id, assessment.day)
    is_last = there.last_published is not None and there.last_published.digest == edition.digest
    if is_last and there.edition is not None and not there.drafted_since:
        return None
    words = {"day": day(assessment.day), "first": day(edition.in_force_from)}
    if there.edition is not None and not is_last:
        now = day(there.edition.in_force_from)
        return gettext(
            "Ngày %(day)s bản có hiệu lực là bản từ %(now)s; phiếu này dùng bản từ %(first)s.",
            now=now,
            **words,
        )
    if there.draft is not None:
        draft = day(there.draft.in_force_from)
        return gettext(
            "Ngày %(day)s chỉ có bản dự thảo từ %(draft)s; "
            "phiếu này dùng bản đã ban hành gần nhất, từ %(first)s.",
            draft=draft,
            **words,
        )
    return gettext("Ngày %(day)s không có bản nào đang hiệu lực; phiếu này dùng bản từ %(first)s.", **words)


def successor(edition: Edition) -> Edition | None:
    """Return the published edition that is in force today in the place of this one; None where none is."""
    of_set = application().editions.catalogue.sets.get(edition.set_id)
    if of_set is None:
        return None
    begun = [one for one in published(of_set.editions) if one.in_force_from <= today()]
    return begun[-1] if begun and begun[-1].in_force_from > edition.in_force_from else None


def replaced_words(edition: Edition) -> str | None:
    """Say that an edition was replaced, and since when; None where it was not."""
    of_set = application().editions.catalogue.sets.get(edition.set_id)
    later = (
        [one for one in published(of_set.editions) if one.in_force_from > edition.in_force_from]
        if of_set
        else []
    )
    if not later or later[0].in_force_from > today():
        return None
    return gettext("Phiên bản này đã được thay từ %(day)s.", day=day(later[0].in_force_from))


def switch_to(session: Session, assessment: Assessment, edition: Edition) -> Edition | None:
    """Return the edition with which a draft can go on; None where there is none, or its year is over."""
    new = successor(edition)
    is_draft = assessment.state is State.DRAFT and assessment.kind is Kind.SELF
    if new is None or not is_draft or period_of(session, today()).code != assessment.period_code:
        return None
    return new

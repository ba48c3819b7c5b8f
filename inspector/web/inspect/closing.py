"""Steps 3 and 4: what there is to talk about with the school, and what is still lacking before signing."""

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext, ngettext

from inspector.services.visiting import LackingOnVisit
from inspector.store import visits
from inspector.web.asking import db
from inspector.web.assess.group_page import Error
from inspector.web.assess.words import rating_words
from inspector.web.formatting import text
from inspector.web.inspect.cards import Card, cards
from inspector.web.inspect.rating import note_words
from inspector.web.inspect.visited import Head, Visited, head
from inspector.workflow.states import VisitState


@dataclass(frozen=True, slots=True)
class Difference:
    """An item that team and school rated differently."""

    item: str
    text: str
    url: str
    ours: str
    our_note: str
    theirs: str
    their_note: str


@dataclass(frozen=True, slots=True)
class Lack:
    """Something without which the minutes cannot be signed, and where it is mended."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class TalkPage:
    """`lacks` are facts, ratings, reasons and notes that are missing; names come only with signing."""

    head: Head
    differences: tuple[Difference, ...]
    hides_theirs: bool
    has_theirs: bool
    not_met: tuple[Lack, ...]
    lacks: tuple[Lack, ...]
    findings: tuple[Card, ...]
    can_change: bool
    new_finding_url: str
    sign_url: str


def talk_page(found: Visited) -> TalkPage:
    """Return step 3 of a visit, in two further statements."""
    findings = visits.findings_of_visit(db(), found.visit.id)
    can_change = found.visit.state is VisitState.UNDER_WAY
    return TalkPage(
        head=head(found, 3),
        differences=tuple(_difference(found, item) for item in found.differing),
        hides_theirs=not found.visit.shows_self_rating,
        has_theirs=bool(found.theirs),
        not_met=tuple(_not_met(found)),
        lacks=lacks(found),
        findings=cards(db(), findings, item_url=lambda one: found.item_url(one.item_id), can_drop=can_change),
        can_change=can_change,
        new_finding_url=url_for("inspect.new_finding", visit_id=found.visit.id),
        sign_url=url_for("inspect.sign", visit_id=found.visit.id),
    )


def _difference(found: Visited, item: str) -> Difference:
    ours, theirs = found.sheet.rows[item], found.theirs[item]
    edition = found.sheet.edition
    return Difference(
        item=item,
        text=found.sheet.words_of(item),
        url=found.item_url(item),
        ours=rating_words(edition, item, ours.value) or "",
        our_note=ours.note,
        theirs=rating_words(edition, item, theirs.value) or "",
        their_note=theirs.note or theirs.reason,
    )


def _not_met(found: Visited) -> list[Lack]:
    return [Lack(f"{item}. {found.sheet.words_of(item)}", found.item_url(item)) for item in found.not_met]


def lacks(found: Visited) -> tuple[Lack, ...]:
    """Return what is missing of facts, ratings, reasons and notes, each with the place to give it."""
    sheet = found.sheet
    facts = url_for("inspect.facts", visit_id=found.visit.id)
    missing = [
        Lack(gettext("Chưa biết: %(fact)s. Trả lời để biết mục nào áp dụng.", fact=text(one.title)), facts)
        for one in sheet.missing_facts
    ]
    missing += [
        Lack(gettext("Chấm mục %(item)s.", item=item), found.item_url(item)) for item in sheet.lacking.blank
    ]
    missing += [
        Lack(gettext("Ghi lý do mục %(item)s không áp dụng.", item=item), found.item_url(item))
        for item in sheet.lacking.reasons
    ]
    missing += [
        Lack(note_words(item, because), found.item_url(item)) for item, because in found.without_note.items()
    ]
    return tuple(missing)


@dataclass(frozen=True, slots=True)
class SignPage:
    """`figures` say in short what will stand in the minutes."""

    head: Head
    figures: tuple[str, ...]
    lacks: tuple[Lack, ...]


def sign_page(found: Visited) -> SignPage:
    """Return step 4 of a visit, in one further statement."""
    findings = len(visits.findings_of_visit(db(), found.visit.id))
    done, total = found.sheet.answered(found.items), len(found.items)
    figures = (
        gettext("%(done)s/%(total)s mục đã chấm", done=done, total=total),
        ngettext("%(num)s mục khác tự đánh giá", "%(num)s mục khác tự đánh giá", len(found.differing)),
        ngettext("%(num)s mục chưa đạt", "%(num)s mục chưa đạt", len(found.not_met)),
        ngettext("%(num)s kiến nghị", "%(num)s kiến nghị", findings),
    )
    return SignPage(head(found, 4), figures, lacks(found))


def sign_errors(found: Visited, lacking: LackingOnVisit) -> tuple[Error, ...]:
    """Return why the minutes were not signed, each line with the place to mend it."""
    names = {
        "team": Error(gettext("Nhập họ tên đại diện đoàn kiểm tra."), "#for_team"),
        "school": Error(gettext("Nhập họ tên đại diện trường."), "#for_school"),
    }
    return (*(names[one] for one in lacking.names), *(Error(one.text, one.href) for one in lacks(found)))

"""The minutes of a visit, in the form of administrative papers."""

from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext
from sqlalchemy.orm import Session

from inspector.criteria.model import NOT_APPLICABLE, CountRule, LevelsRule, PointsRule
from inspector.services.visiting import is_met
from inspector.store import visits
from inspector.store.schools import place_name
from inspector.store.tables import Unit
from inspector.web.application import application
from inspector.web.assess.outcomes import shown
from inspector.web.assess.sheet import Section
from inspector.web.assess.which_edition import edition_note
from inspector.web.assess.words import provenance_label, rating_words
from inspector.web.formatting import clock, day, lang, text
from inspector.web.inspect.cards import Card, cards
from inspector.web.inspect.over import Added, added
from inspector.web.inspect.visited import Visited
from inspector.web.inspect.words import TEAM_PARTS, VISIT_KINDS
from inspector.workflow.states import VisitState


@dataclass(frozen=True, slots=True)
class ItemLine:
    number: str
    text: str
    rating: str
    note: str


@dataclass(frozen=True, slots=True)
class GroupPart:
    """A group in the minutes; `summary` counts what is met, not met and not applicable."""

    title: str
    summary: str
    items: tuple[ItemLine, ...]


@dataclass(frozen=True, slots=True)
class DifferenceLine:
    item: str
    text: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Minutes:
    """Minutes of a visit, a draft until both sides have signed.

    `present` are the lines that say who of the school was there; `result` is empty while nothing can be
    concluded. `numbers` are the Roman numbers of the parts, in order.
    """

    is_draft: bool
    edition_note: str | None
    superior: str
    agency: str
    place_and_day: str
    set_title: str
    edition: str
    source: str
    kind: str
    school: str
    place: str
    began: str
    ended: str
    team: tuple[str, ...]
    present: tuple[str, ...]
    groups: tuple[GroupPart, ...]
    summary: str
    outcome: str
    percent: str
    counted: str
    recognition: str
    blockers: tuple[str, ...]
    differences: tuple[DifferenceLine, ...]
    compared: bool
    findings: tuple[Card, ...]
    school_opinion: tuple[str, ...]
    refused: bool
    conclusion: tuple[str, ...]
    for_team: str
    for_school: str
    supplements: tuple[Added, ...]

    @property
    def answered(self) -> bool:
        """Say whether the school has answered any finding."""
        return any(one.answers for one in self.findings)


def minutes(session: Session, found: Visited) -> Minutes:
    """Return the minutes of a visit, in seven further statements."""
    visit, sheet = found.visit, found.sheet
    said = visits.said_on_site(session, visit)
    team = visits.team(session, visit.id)
    outcome = shown(sheet.edition, sheet.scored)
    zone = application().settings.time_zone
    ended = visit.signed_at.astimezone(zone).date() if visit.signed_at else visit.day
    superior, place = _sender(visits.sent_by(session, visit))
    return Minutes(
        is_draft=visit.state is not VisitState.SIGNED,
        edition_note=edition_note(sheet.assessment, sheet.edition),
        superior=superior,
        agency=gettext("ĐOÀN KIỂM TRA"),
        place_and_day=_place_and_day(place, ended),
        set_title=sheet.title,
        edition=gettext("có hiệu lực từ %(day)s", day=day(sheet.edition.in_force_from)),
        source=provenance_label(sheet.edition.provenance),
        kind=str(VISIT_KINDS[visit.kind]),
        school=found.school.name,
        place=place_name(session, found.school.id, visit.day),
        began=_at(visit.began_at) or gettext("ngày %(day)s", day=day(visit.day)),
        ended=_at(visit.signed_at),
        team=tuple(f"{name} – {TEAM_PARTS[part]}" for _, name, part in team),
        present=_lines(said.present),
        groups=tuple(_group(found, one) for one in sheet.sections),
        summary=_counts(found, found.items),
        outcome=outcome.outcome or ("" if outcome.percent else outcome.short),
        percent=outcome.percent,
        counted=_counted(found),
        recognition=outcome.recognition,
        blockers=_blockers(found),
        differences=_differences(found, said),
        compared=said.differing is not None or bool(found.theirs),
        findings=cards(session, visits.findings_of_visit(session, visit.id)),
        school_opinion=_lines(visit.school_opinion),
        refused=said.refused,
        conclusion=_lines(visit.conclusion),
        for_team=visit.signed_for_team,
        for_school=visit.signed_for_school,
        supplements=added(found),
    )


def _lines(words: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in words.splitlines() if line.strip())


_SENDERS = {
    "quan": "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO\n{}",
    "huyen": "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO\n{}",
    "thi_xa": "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO\n{}",
    "thanh_pho_thuoc_tinh": "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO\n{}",
    "xa": "ỦY BAN NHÂN DÂN\n{}",
    "phuong": "ỦY BAN NHÂN DÂN\n{}",
    "dac_khu": "ỦY BAN NHÂN DÂN\n{}",
}
_DEPARTMENT = "SỞ GIÁO DỤC VÀ ĐÀO TẠO\n{}"
_KINDS_OF_PLACE = ("Thành phố ", "Tỉnh ")


def _sender(unit: Unit | None) -> tuple[str, str]:
    """Return the head of whoever sent the team, as papers write it, and the place where it sits."""
    if unit is None:
        return "", ""
    place = unit.name
    for kind in _KINDS_OF_PLACE:
        place = place.removeprefix(kind)
    name = unit.name if unit.type in _SENDERS else place
    return _SENDERS.get(unit.type, _DEPARTMENT).format(name.upper()), place


def _place_and_day(place: str, ended: date) -> str:
    if lang() == "en":
        return ", ".join(one for one in (place, day(ended)) if one)
    # Papers write days and the first two months with two digits.
    month = f"{ended.month:02}" if ended.month < 3 else str(ended.month)
    words = f"ngày {ended.day:02} tháng {month} năm {ended.year}"
    return f"{place}, {words}" if place else words.capitalize()


def _at(at: datetime | None) -> str:
    return "" if at is None else gettext("%(time)s ngày %(day)s", time=clock(at), day=day(at))


def _group(found: Visited, section: Section) -> GroupPart:
    sheet = found.sheet
    lines = []
    for item in section.items:
        row = sheet.rows.get(item)
        rating = rating_words(sheet.edition, item, row.value if row else None)
        notes = [row.reason if row.value == NOT_APPLICABLE else "", row.note] if row else []
        level = sheet.level_of(item)
        lines.append(
            ItemLine(
                sheet.number_of(item),
                f"{level}. {sheet.words_of(item)}" if level else sheet.words_of(item),
                rating or gettext("(chưa chấm)"),
                " ".join(note for note in notes if note),
            )
        )
    return GroupPart(section.title, "" if section.is_gates else _counts(found, section.items), tuple(lines))


def _counts(found: Visited, items: tuple[str, ...]) -> str:
    """Count what is met, not met, not applicable and blank among these indicators."""
    sheet = found.sheet
    rated = {item: sheet.values[item] for item in items if item in sheet.values}
    judged = [is_met(sheet.edition, item, value, sheet.facts) for item, value in rated.items()]
    words = [
        gettext("đạt %(count)s", count=judged.count(True)),
        gettext("chưa đạt %(count)s", count=judged.count(False)),
    ]
    if na := sum(value == NOT_APPLICABLE for value in rated.values()):
        words.append(gettext("không áp dụng %(count)s", count=na))
    if blank := len(sheet.blank(items)):
        words.append(gettext("chưa chấm %(count)s", count=blank))
    return ", ".join(words)


def _counted(found: Visited) -> str:
    """Say what the outcome was reckoned from, by the rule of the edition."""
    result, rule = found.sheet.scored.result, found.sheet.edition.rule
    if result is None:
        return ""
    met, all_ = result.met, result.criteria_applicable
    if isinstance(rule, CountRule):
        return gettext("%(met)s trên %(all)s tiêu chí áp dụng được tính là đạt", met=met, all=all_)
    if isinstance(rule, PointsRule):
        return gettext(
            "tính trên điểm của các mục áp dụng; %(met)s trên %(all)s tiêu chí đạt", met=met, all=all_
        )
    if isinstance(rule, LevelsRule):
        return gettext("theo mức thấp nhất mà bộ tiêu chí yêu cầu ở %(all)s tiêu chí", all=all_)
    return gettext("bộ tiêu chí này không xếp loại; %(met)s trên %(all)s tiêu chí đạt", met=met, all=all_)


def _blockers(found: Visited) -> tuple[str, ...]:
    """Return the gates that hold and the mandatory criteria that are not met."""
    result, edition = found.sheet.scored.result, found.sheet.edition
    if result is None:
        return ()
    titles = {one.id: text(one.text) for one in edition.gates} | {
        one.id: text(one.title) for one in edition.criteria.values()
    }
    named = dict.fromkeys((*result.gates, *result.blockers))
    return tuple(f"{one}. {titles.get(one, found.sheet.words_of(one))}" for one in named)


def _differences(found: Visited, said: visits.SaidOnSite) -> tuple[DifferenceLine, ...]:
    """Return what team and school rated differently, as it stood when the minutes were signed."""
    edition, values = found.sheet.edition, found.sheet.values
    theirs = said.differing
    if theirs is None:
        theirs = {item: found.theirs[item].value or "" for item in found.differing}
    return tuple(
        DifferenceLine(
            item,
            found.sheet.words_of(item),
            rating_words(edition, item, values.get(item)) or "",
            rating_words(edition, item, theirs[item]) or "",
        )
        for item in found.items
        if item in theirs
    )

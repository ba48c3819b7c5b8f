"""One item to answer, as the macro rating_row draws it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from flask_babel import gettext

from inspector.criteria.model import NOT_APPLICABLE, Bounds, Edition, Indicator, Measure, Scale, Score
from inspector.services.carrying import Because
from inspector.store.ratings import RatingRow
from inspector.web.addresses import LAW
from inspector.web.assess.sheet import Sheet
from inspector.web.assess.typed import takes_number
from inspector.web.assess.words import BECAUSE, READ, bounds_words, gate_words, rating_words, shown_number
from inspector.web.formatting import moment, number, text


@dataclass(frozen=True, slots=True)
class Option:
    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Remark:
    """What a reviewer said of an item; `at` orders remarks and tells whether the item changed since."""

    text: str
    who: str | None
    when: str
    title: str
    at: datetime


@dataclass(frozen=True, slots=True)
class LawLine:
    title: str
    at: str | None
    read: str
    read_label: str
    url: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of an item as a page holds them. `rating`: an option id, a number as shown, “na”, None."""

    rating: str | None = None
    reason: str = ""
    note: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """An item with what stands in its fields; `was`: what is stored, where the fields hold something else."""

    id: str
    number: str
    text: str
    kind: str  # "options" | "number"
    options: tuple[Option, ...]
    revision: int
    rating: str | None
    reason: str
    note: str
    evidence_text: str
    allow_na: bool
    disabled: bool
    heading: str | None = None  # of the criterion, above its first indicator
    level: str | None = None
    mandatory: bool = False
    mandatory_label: str | None = None
    unit: str | None = None
    hint: str | None = None
    bounds: str | None = None
    limits: Bounds | None = None  # the same as numbers, for the verdict that follows typing
    met: bool | None = None  # whether a measured number is within its bounds; None: cannot be said
    was: Fields | None = None
    remark: Remark | None = None
    proof: tuple[str, ...] = ()
    guidance: str | None = None
    law: tuple[LawLine, ...] = ()
    previous: str | None = None
    error: str | None = None
    show_evidence: bool = True
    note_label: str | None = None
    other_rating: str | None = None
    look_again: str | None = None  # why the rating must be confirmed


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed for an item and could not be saved, and why."""

    fields: Mapping[str, str | None]
    error: str


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the items of a page: remarks, earlier ratings, what could not be saved."""

    remarks: Mapping[str, Remark] = field(default_factory=dict)
    previous: Mapping[str, str] = field(default_factory=dict)
    typed: Mapping[str, Typed] = field(default_factory=dict)


def stored_fields(edition: Edition, item_id: str, row: RatingRow | None) -> Fields:
    """Return what is stored of an item, as the page writes it."""
    if row is None:
        return Fields()
    return Fields(shown_rating(edition, item_id, row.value), row.reason, row.note, row.evidence)


def shown_rating(edition: Edition, item_id: str, value: str | None) -> str | None:
    """Return a stored rating as a field holds it: an option id, “na”, or a number as the page writes it."""
    indicator = edition.indicators.get(item_id)
    is_number = indicator is not None and takes_number(indicator)
    return shown_number(value) if is_number and value not in (None, NOT_APPLICABLE) and value else value


def row_of(sheet: Sheet, item_id: str, beside: Beside) -> Row:
    """Return one item of an assessment as it is drawn."""
    indicator = sheet.edition.indicators.get(item_id)
    if indicator is None:
        return _gate_row(sheet, item_id, beside)
    stored = sheet.rows.get(item_id)
    was = stored_fields(sheet.edition, item_id, stored)
    typed = beside.typed.get(item_id)
    now = _over(was, typed)
    criterion = sheet.edition.criterion_of[item_id]
    first = not criterion.is_its_own_indicator and criterion.indicators[0].id == item_id
    previous = beside.previous.get(item_id)
    return Row(
        id=item_id,
        number=sheet.number_of(item_id),
        text=text(indicator.text),
        kind="number" if takes_number(indicator) else "options",
        options=_options(indicator),
        revision=stored.revision if stored else 0,
        rating=now.rating,
        reason=now.reason,
        note=now.note,
        evidence_text=now.evidence,
        allow_na=indicator.na_allowed,
        disabled=not sheet.is_open,
        heading=f"{criterion.official_ref or criterion.id}. {text(criterion.title)}" if first else None,
        level=sheet.level_of(item_id),
        look_again=_look_again(sheet, stored),
        mandatory=sheet.is_mandatory(item_id),
        unit=_unit(indicator),
        hint=_hint(indicator),
        bounds=_bounds(sheet, indicator),
        limits=_limits(sheet, indicator),
        met=_is_within(sheet, indicator, stored),
        was=was if typed else None,
        remark=beside.remarks.get(item_id),
        proof=tuple(text(one) for one in indicator.evidence),
        guidance=text(indicator.guidance) or None,
        law=tuple(
            LawLine(
                text(sheet.edition.provisions[one.ref].title),
                one.at,
                sheet.edition.provisions[one.ref].read,
                str(READ[sheet.edition.provisions[one.ref].read]),
                f"{sheet.edition_url}#{LAW}{one.ref}",
            )
            for one in criterion.provisions
        ),
        previous=rating_words(sheet.edition, item_id, previous) if previous else None,
        error=typed.error if typed else None,
    )


def _gate_row(sheet: Sheet, item_id: str, beside: Beside) -> Row:
    stored = sheet.rows.get(item_id)
    was = stored_fields(sheet.edition, item_id, stored)
    typed = beside.typed.get(item_id)
    now = _over(was, typed)
    previous = beside.previous.get(item_id)
    return Row(
        id=item_id,
        number=item_id,
        text=sheet.words_of(item_id),
        kind="options",
        options=(Option("no", gate_words("no")), Option("yes", gate_words("yes"))),
        revision=stored.revision if stored else 0,
        rating=now.rating,
        reason="",
        note=now.note,
        evidence_text="",
        allow_na=False,
        disabled=not sheet.is_open,
        look_again=_look_again(sheet, stored),
        was=was if typed else None,
        remark=beside.remarks.get(item_id),
        previous=gate_words(previous) if previous else None,
        error=typed.error if typed else None,
        show_evidence=False,
        note_label=gettext("Ghi chú"),
    )


def _look_again(sheet: Sheet, stored: RatingRow | None) -> str | None:
    if stored is None or stored.value is None or not stored.look_again or not sheet.is_open:
        return None
    return str(BECAUSE[Because(stored.look_again)])


def _over(stored: Fields, typed: Typed | None) -> Fields:
    """Return the stored fields with what was typed in the place of those that were typed."""
    if typed is None:
        return stored
    given = typed.fields
    return Fields(
        rating=(given["rating"] or None) if "rating" in given else stored.rating,
        reason=given.get("reason", stored.reason) or "",
        note=given.get("note", stored.note) or "",
        evidence=given.get("evidence", stored.evidence) or "",
    )


def _options(indicator: Indicator) -> tuple[Option, ...]:
    if not isinstance(indicator.answer, Scale):
        return ()
    return tuple(Option(one.id, text(one.label)) for one in indicator.answer.options)


def _unit(indicator: Indicator) -> str | None:
    if isinstance(indicator.answer, Measure):
        return indicator.answer.unit
    return gettext("điểm") if isinstance(indicator.answer, Score) else None


def _hint(indicator: Indicator) -> str | None:
    if isinstance(indicator.answer, Measure) and indicator.answer.report_only:
        return gettext("Chỉ ghi nhận, không tính điểm, không bắt buộc.")
    return None


def _bounds(sheet: Sheet, indicator: Indicator) -> str | None:
    answer = indicator.answer
    if isinstance(answer, Score):
        most, step = number(answer.max), number(answer.step)
        return gettext("từ 0 đến %(most)s, mỗi bước %(step)s", most=most, step=step)
    bounds = _limits(sheet, indicator)
    return bounds_words(bounds, answer.unit) if bounds and isinstance(answer, Measure) else None


def _limits(sheet: Sheet, indicator: Indicator) -> Bounds | None:
    return sheet.applies.bounds.get(indicator.id) if sheet.applies else None


def _is_within(sheet: Sheet, indicator: Indicator, stored: RatingRow | None) -> bool | None:
    bounds = _limits(sheet, indicator)
    if bounds is None or stored is None or stored.value in (None, NOT_APPLICABLE):
        return None
    return bounds.contain(Decimal(stored.value))


def as_remark(words: str, at: datetime, who: str | None) -> Remark:
    """Return a reviewer's remark as it is shown above its item."""
    return Remark(words, who, moment(at), gettext("Được trả lại, cần bổ sung:"), at)

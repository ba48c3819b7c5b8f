"""What an edition asks, item by item, in words."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from flask_babel import gettext, ngettext

from inspector.criteria.model import Criterion, Edition, Indicator, Measure, Scale, Score
from inspector.web.addresses import LAW
from inspector.web.assess.words import READ, bounds_words
from inspector.web.consult.conditions import condition_words
from inspector.web.consult.numbers import exact
from inspector.web.formatting import number, text


@dataclass(frozen=True, slots=True)
class Detail:
    """What is said of an item under one heading. `is_condition`: it decides whether and how it counts."""

    label: str
    lines: tuple[str, ...]
    is_condition: bool = False


@dataclass(frozen=True, slots=True)
class Cited:
    """A text that a criterion rests on, as the macro `law` draws it."""

    title: str
    at: str | None
    url: str
    read: str
    read_label: str


@dataclass(frozen=True, slots=True)
class Clause:
    """A criterion with its indicators as `parts`, or an indicator. Details stand in the order of reading."""

    id: str
    number: str
    text: str
    mark: str
    level: str
    details: tuple[Detail, ...]
    law: tuple[Cited, ...]
    parts: tuple["Clause", ...]

    @property
    def conditions(self) -> tuple[Detail, ...]:
        """What every reader must see at once."""
        return tuple(one for one in self.details if one.is_condition)

    @property
    def more(self) -> tuple[Detail, ...]:
        return tuple(one for one in self.details if not one.is_condition)


def clause_of(edition: Edition, criterion: Criterion, *, several_scales: bool) -> Clause:
    """Return a criterion in words; `several_scales`: each item says which answers it takes."""
    own = criterion.is_its_own_indicator
    parts = tuple(_part(edition, one, several_scales=several_scales) for one in criterion.indicators)
    return Clause(
        id=criterion.id,
        number=criterion.official_ref or criterion.id,
        text=text(criterion.title),
        mark=_mark(criterion),
        level=parts[0].level if own else "",
        details=(*_of_criterion(edition, criterion), *(parts[0].details if own else ())),
        law=_law(edition, criterion),
        parts=() if own else parts,
    )


def gathered(clause: Clause) -> Clause:
    """Return a criterion that says once what is the same for all of its indicators."""
    if len(clause.parts) < 2:
        return clause
    first, *others = clause.parts
    shared = tuple(one for one in first.details if all(one in other.details for other in others))
    parts = tuple(
        replace(part, details=tuple(one for one in part.details if one not in shared))
        for part in clause.parts
    )
    return replace(clause, details=(*clause.details, *shared), parts=parts)


def scales_of(edition: Edition) -> tuple[Scale, ...]:
    """Return the scales that indicators are rated on, in the order in which they are first used."""
    used = {one.answer.id: one.answer for one in edition.indicators.values() if isinstance(one.answer, Scale)}
    return tuple(used.values())


def _mark(criterion: Criterion) -> str:
    if criterion.mandatory is True:
        return gettext("bắt buộc")
    return gettext("bắt buộc có điều kiện") if criterion.mandatory else ""


def _of_criterion(edition: Edition, criterion: Criterion) -> Iterator[Detail]:
    if criterion.mandatory is not True and criterion.mandatory:
        words = condition_words(criterion.mandatory, edition.facts)
        yield Detail(gettext("Bắt buộc khi"), (words,), is_condition=True)
    if criterion.applies_if:
        words = condition_words(criterion.applies_if, edition.facts)
        yield Detail(gettext("Áp dụng khi"), (words,), is_condition=True)
    if criterion.good_practice:
        words = (
            gettext("có phần là thực hành tốt, ngoài văn bản")
            if criterion.provisions
            else gettext("thực hành tốt, không dựa trên văn bản nào")
        )
        yield Detail(gettext("Căn cứ"), (words,))


def _part(edition: Edition, indicator: Indicator, *, several_scales: bool) -> Clause:
    level = "" if indicator.level is None else gettext("Mức %(level)s", level=indicator.level)
    details = (*_conditions(edition, indicator, several_scales=several_scales), *_help(indicator))
    return Clause(indicator.id, indicator.id, text(indicator.text), "", level, details, (), ())


def _conditions(edition: Edition, indicator: Indicator, *, several_scales: bool) -> Iterator[Detail]:
    if indicator.applies_if:
        words = condition_words(indicator.applies_if, edition.facts)
        yield Detail(gettext("Áp dụng khi"), (words,), is_condition=True)
    answer = indicator.answer
    if isinstance(answer, Measure):
        yield Detail(gettext("Số đo"), tuple(_measure(edition, answer)), is_condition=True)
    elif isinstance(answer, Score):
        yield Detail(gettext("Chấm điểm"), (_score(answer),), is_condition=True)
    elif several_scales:
        labels = " / ".join(text(one.label) for one in answer.options)
        yield Detail(gettext("Trả lời"), (labels,), is_condition=True)


def _measure(edition: Edition, measure: Measure) -> Iterator[str]:
    if measure.bounds is None:
        yield gettext("ghi số liệu (%(unit)s), không tính vào kết quả", unit=measure.unit)
        return
    yield bounds_words(measure.bounds, measure.unit)
    for one in measure.easier:
        yield f"{condition_words(one.when, edition.facts)} – {bounds_words(one.bounds, measure.unit)}"


def _score(score: Score) -> str:
    return gettext(
        "từ 0 đến %(most)s điểm, mỗi bước %(step)s; đạt khi từ %(met)s điểm trở lên",
        most=number(score.max),
        step=number(score.step),
        met=number(score.met_from),
    )


def _help(indicator: Indicator) -> Iterator[Detail]:
    if indicator.guidance:
        yield Detail(gettext("Hướng dẫn"), (text(indicator.guidance),))
    if indicator.evidence:
        yield Detail(gettext("Minh chứng"), tuple(text(one) for one in indicator.evidence))
    if indicator.weight != 1:
        yield Detail(gettext("Trọng số"), (exact(indicator.weight),))
    if isinstance(indicator.answer, Measure) and indicator.answer.report_only:
        return
    if indicator.fixable:
        number_form = 1 if indicator.effort_days == 1 else 2
        days = ngettext(
            "thường mất %(days)s ngày",
            "thường mất %(days)s ngày",
            number_form,
            days=exact(indicator.effort_days),
        )
    else:
        days = gettext("trường không tự khắc phục được")
    yield Detail(gettext("Khắc phục"), (days,))
    allowed = gettext("được chọn, kèm lý do") if indicator.na_allowed else gettext("không được chọn")
    yield Detail(gettext("“Không áp dụng”"), (allowed,))


def _law(edition: Edition, criterion: Criterion) -> tuple[Cited, ...]:
    return tuple(
        Cited(
            text(edition.provisions[one.ref].title),
            one.at,
            f"#{LAW}{one.ref}",
            edition.provisions[one.ref].read,
            str(READ[edition.provisions[one.ref].read]),
        )
        for one in criterion.provisions
    )

"""What a draft makes of sample answers: outcome, groups, what blocks, the way up."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext, ngettext

from inspector.criteria.model import NOT_APPLICABLE, Edition, Indicator, OutcomeId, Scale, Score
from inspector.scoring.ratings import FaultyRating, check_rating
from inspector.scoring.result import GroupResult, Result
from inspector.scoring.route import route
from inspector.services.facts import FaultyFact, fact_value, known
from inspector.services.rescoring import scored
from inspector.web.assess.numbers import NotANumber, TwoReadings, read_typed
from inspector.web.assess.outcomes import outcome_label, outcomes, percent_between, shown_result
from inspector.web.assess.route_page import days_words
from inspector.web.assess.what_if import best, worst
from inspector.web.assess.words import gate_words, shown_number
from inspector.web.compose.form import Choice, Form
from inspector.web.formatting import text


@dataclass(frozen=True, slots=True)
class Question:
    """A field of the page: a choice, or a number where there are no choices."""

    name: str
    label: str
    choices: tuple[Choice, ...]
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Questions:
    title: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of the answers. `missing`: facts without which there is no result."""

    missing: str
    outcome: str
    percent: str
    open: str
    groups: tuple[tuple[str, str], ...]
    blockers: tuple[str, ...]
    routes: tuple[tuple[str, str, tuple[str, ...]], ...]  # target, cost, steps


@dataclass(frozen=True, slots=True)
class TryingPage:
    facts: Questions
    gates: Questions
    groups: tuple[Questions, ...]
    tried: Tried | None


def trying_page(edition: Edition, form: Form) -> TryingPage:
    """Return the questions of a draft, and the result where some are answered; faults go to the form."""
    needed = [kind for kind in edition.facts.values() if kind.id in edition.facts_needed]
    facts = tuple(
        Question(
            f"fact.{kind.id}",
            text(kind.title),
            _yes_no()
            if kind.type == "boolean"
            else tuple(Choice(id_, text(label)) for id_, label in kind.options.items()),
        )
        for kind in needed
    )
    gates = tuple(
        Question(
            f"gate.{gate.id}",
            f"{gate.id}. {text(gate.text)}",
            (Choice("no", gate_words("no")), Choice("yes", gate_words("yes"))),
        )
        for gate in edition.gates
    )
    return TryingPage(
        Questions(gettext("Trường thử"), facts),
        Questions(gettext("Điều kiện loại"), gates),
        tuple(
            Questions(
                f"{group.id}. {text(group.title)}",
                tuple(_question(one) for criterion in group.criteria for one in criterion.indicators),
            )
            for group in edition.groups
        ),
        _tried(edition, form) if form.values else None,
    )


def _yes_no() -> tuple[Choice, ...]:
    return (Choice("true", gettext("Có")), Choice("false", gettext("Không")))


def _question(indicator: Indicator) -> Question:
    answer, label = indicator.answer, f"{indicator.id}. {text(indicator.text)}"
    if not isinstance(answer, Scale):
        unit = gettext("điểm") if isinstance(answer, Score) else answer.unit
        return Question(f"rating.{indicator.id}", label, (), unit)
    options = [Choice(one.id, text(one.label)) for one in answer.options]
    if indicator.na_allowed:
        options.append(Choice(NOT_APPLICABLE, gettext("Không áp dụng")))
    return Question(f"rating.{indicator.id}", label, tuple(options))


def filled(edition: Edition, values: Mapping[str, str], how: str) -> dict[str, str]:
    """Return the answers with every item at its best or its worst, and gates accordingly."""
    found = {name: value for name, value in values.items() if name.startswith("fact.")}
    for kind in edition.facts.values():
        if kind.id in edition.facts_needed and not found.get(f"fact.{kind.id}"):
            first = next(iter(kind.options), "")
            found[f"fact.{kind.id}"] = {"boolean": "false", "number": "100"}.get(kind.type, first)
    facts = {name.removeprefix("fact."): value for name, value in found.items()}
    usable = {id_: value for id_, value in facts.items() if _is_value(edition, id_, value)}
    for indicator in edition.indicators.values():
        bounds = None
        if not isinstance(indicator.answer, Scale | Score):
            stated = known(edition.facts, usable)
            bounds = (
                indicator.answer.bounds_for(stated)
                if edition.facts_needed <= stated.keys()
                else indicator.answer.bounds
            )
        value = best(indicator, bounds) if how == "best" else worst(indicator, bounds)
        found[f"rating.{indicator.id}"] = (
            shown_number(value) if value and not isinstance(indicator.answer, Scale) else value or ""
        )
    return {**found, **{f"gate.{gate.id}": "no" for gate in edition.gates}}


def _is_value(edition: Edition, fact: str, value: str) -> bool:
    try:
        fact_value(edition.facts[fact], value)
    except (FaultyFact, KeyError):
        return False
    return True


def _tried(edition: Edition, form: Form) -> Tried | None:
    facts = {id_: _fact(edition, id_, form) for id_ in edition.facts if id_ in edition.facts_needed}
    ratings = {id_: value for id_ in edition.indicators if (value := _rating(edition, id_, form))}
    gates = {one.id: form.get(f"gate.{one.id}") for one in edition.gates}
    gates = {id_: value for id_, value in gates.items() if value in ("yes", "no")}
    if form.errors:
        return None
    found = scored(edition, facts, {**ratings, **gates})
    if found.result is None:
        missing = [text(edition.facts[one].title) for one in found.missing_facts]
        return Tried(", ".join(missing), "", "", "", (), (), ())
    result = found.result
    shown = shown_result(edition, result)
    return Tried(
        missing="",
        outcome=shown.outcome or shown.short,
        percent=shown.percent,
        open=ngettext("còn %(num)d mục chưa trả lời", "còn %(num)d mục chưa trả lời", result.blank)
        if result.blank
        else "",
        groups=tuple(_group(edition, one) for one in result.groups),
        blockers=tuple(_item(edition, one) for one in result.blockers),
        routes=_routes(edition, facts, ratings, gates, result),
    )


def _fact(edition: Edition, id_: str, form: Form) -> str | None:
    typed = form.get(f"fact.{id_}")
    if not typed:
        return None
    if edition.facts[id_].type == "number":
        try:
            typed = read_typed(typed)
        except (NotANumber, TwoReadings):
            form.refuse(f"fact.{id_}", gettext("Nhập một con số, ví dụ 215"))
            return None
    if not _is_value(edition, id_, typed):
        form.refuse(f"fact.{id_}", gettext("Chọn một trong các giá trị của ô này"))
        return None
    return typed


def _rating(edition: Edition, id_: str, form: Form) -> str | None:
    typed, indicator = form.get(f"rating.{id_}"), edition.indicators[id_]
    if not typed:
        return None
    try:
        value = typed if isinstance(indicator.answer, Scale) or typed == NOT_APPLICABLE else read_typed(typed)
        return check_rating(indicator, value)
    except (NotANumber, TwoReadings, FaultyRating):
        form.refuse(f"rating.{id_}", gettext("Câu trả lời này không dùng được cho mục này"))
        return None


def _group(edition: Edition, found: GroupResult) -> tuple[str, str]:
    title = next(f"{one.id}. {text(one.title)}" for one in edition.groups if one.id == found.id)
    met = gettext("%(met)s đạt trên %(applicable)s", met=found.met, applicable=found.applicable)
    percent = percent_between(found.percent_low, found.percent_high)
    return title, f"{percent} · {met}" if percent else met


def _item(edition: Edition, id_: str) -> str:
    criterion = edition.criteria.get(id_)
    if criterion is not None:
        return f"{id_}. {text(criterion.title)}"
    return next((f"{id_}. {text(one.text)}" for one in edition.gates if one.id == id_), id_)


def _routes(
    edition: Edition,
    facts: Mapping[str, str | None],
    ratings: Mapping[str, str],
    gates: Mapping[str, str],
    result: Result,
) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    order: list[OutcomeId] = list(outcomes(edition))
    if result.outcome_low is None:
        return ()
    found = []
    for target in order[order.index(result.outcome_low) + 1 :]:
        way = route(edition, known(edition.facts, facts), ratings, gates, target)
        label = outcome_label(edition, target)
        if way.reachable and way.cost_days is not None:
            steps = tuple(
                f"{one.indicator}. {text(edition.indicators[one.indicator].text)}" for one in way.steps
            )
            cost = gettext("khoảng %(days)s ngày", days=days_words(way.cost_days))
            found.append((label, cost, steps))
        else:
            because = tuple(_item(edition, one) for one in way.because)
            found.append((label, gettext("không tới được, vì:"), because))
    return tuple(found)

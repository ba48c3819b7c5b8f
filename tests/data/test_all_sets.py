"""The sets as one catalogue: which there are, what all share, and that examples stand at every limit."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from math import ceil
from pathlib import Path

import pytest

from inspector.criteria.catalogue import Catalogue
from inspector.criteria.model import (
    Bounds,
    CountRule,
    Edition,
    Indicator,
    LevelNeed,
    LevelsRule,
    Measure,
    Need,
    PointsRule,
    Scale,
    Status,
    Variant,
)
from inspector.scoring.applicable import applicable
from inspector.scoring.example import Example, read_example
from inspector.scoring.result import Result
from inspector.scoring.score import score

CRITERIA = Path(__file__).resolve().parents[2] / "criteria"

SETS = {
    "abuse-prevention": ["2022-02-15", "2026-01-30"],
    "child-centred": ["2020-09-01"],
    "conduct": ["2019-05-28", "2026-01-30"],
    "digital-readiness": ["2024-09-01"],
    "emulation": ["2020-09-01"],
    "epidemic-readiness": ["2020-04-28", "2021-10-25"],
    "fire-safety": ["2025-07-01", "2026-09-15"],
    "food-safety": ["2020-09-01", "2026-07-01"],
    "happy-school": ["2020-09-01"],
    "holiday-check": ["2020-09-01"],
    "injury-prevention": ["2020-09-01", "2022-02-15", "2026-07-01"],
    "malnutrition-prevention": ["2020-09-01"],
    "model-school-visit": ["2020-09-01"],
    "non-public-order": ["2020-09-01", "2022-02-15"],
    "preschool-accreditation": ["2018-10-10", "2025-01-25", "2026-07-07"],
    "professional-rules": ["2020-09-01", "2025-02-10"],
    "public-disclosure": ["2024-07-19"],
    "school-bus": ["2025-01-01"],
    "school-health": ["2016-06-30"],
    "self-governance": ["2020-09-01", "2024-07-19"],
    "unesco-happy-schools": ["2016-03-25"],
    "universal-preschool-3-5": ["2025-10-20"],
    "universal-preschool-5": ["2020-09-01", "2025-07-01"],
}
FOR_AREAS = {"emulation", "universal-preschool-3-5", "universal-preschool-5"}
RANKED = {
    *("epidemic-readiness", "fire-safety", "food-safety", "injury-prevention", "public-disclosure"),
    *("school-bus", "school-health", "universal-preschool-3-5", "universal-preschool-5"),
}
ENDED = {"child-centred": "2025-12-31", "epidemic-readiness": "2023-10-19"}
WITHOUT_THE_CLOSING_SENTENCE = {"food-safety", "happy-school"}  # published before it was agreed on

EDITIONS = [f"{set_id}/{day}" for set_id, days in SETS.items() for day in days]


@cache
def catalogue() -> Catalogue:
    return Catalogue.read(CRITERIA)


def edition_of(name: str) -> Edition:
    set_id, _, day = name.partition("/")
    return catalogue().edition(set_id, date.fromisoformat(day))


@pytest.fixture(params=EDITIONS)
def edition(request: pytest.FixtureRequest) -> Edition:
    return edition_of(request.param)


@dataclass(frozen=True)
class Scored:
    """A worked example of an edition and what it scores."""

    example: Example
    result: Result


@cache
def scored(edition_id: str) -> tuple[Scored, ...]:
    edition = edition_of(edition_id)
    files = sorted((CRITERIA / edition_id / "examples").glob("*.yaml"))
    examples = [read_example(edition, file.read_text("utf-8"), file.name) for file in files]
    return tuple(
        Scored(one, score(edition, one.answers.facts, one.answers.ratings, one.answers.gates))
        for one in examples
        if not one.expect_refused
    )


def indicators_of(set_id: str, indicator: str) -> Iterator[Indicator]:
    for edition in catalogue().sets[set_id].editions:
        if indicator in edition.indicators:
            yield edition.indicators[indicator]


def test_these_are_the_sets_and_their_editions():
    assert {
        one.id: [str(each.in_force_from) for each in one.editions] for one in catalogue().sets.values()
    } == SETS


@pytest.mark.parametrize("set_id", sorted(SETS))
def test_the_list_of_sets_names_every_edition(set_id: str):
    text = (CRITERIA / "README.md").read_text("utf-8")
    rows = text[text.index("## The sets") : text.index("## How to write a set")]
    row = rows[rows.index(f"\n| `{set_id}` ") :]
    row = row[: row.find("\n| `", 1)]

    assert [day for day in SETS[set_id] if f"`{day}`" not in row] == []


def test_only_the_accreditation_text_of_2025_is_a_draft():
    editions = [edition for one in catalogue().sets.values() for edition in one.editions]
    drafts = [one.id for one in editions if one.status is not Status.PUBLISHED]

    assert drafts == ["preschool-accreditation/2025-01-25"]


def test_sets_say_whether_they_rate_schools_or_areas():
    assert {one.id for one in catalogue().sets.values() if one.audience == "area"} == FOR_AREAS


def test_schools_are_ordered_only_where_the_set_allows_it():
    assert {one.id for one in catalogue().sets.values() if one.ranking_allowed} == RANKED


def test_two_sets_have_ended():
    assert {one.id: str(one.ended) for one in catalogue().sets.values() if one.ended} == ENDED


def test_every_note_ends_by_saying_that_it_is_no_legal_advice(edition: Edition):
    note = edition.provenance.note
    ends = (
        note.vi.endswith("Công cụ hỗ trợ công việc, không thay thế tư vấn pháp luật."),
        note.en.endswith("The tool supports the work and does not replace legal advice."),
    )

    assert ends == (edition.set_id not in WITHOUT_THE_CLOSING_SENTENCE,) * 2


def test_a_unit_is_one_plain_string_for_both_languages(edition: Edition):
    units = {one.answer.unit for one in edition.indicators.values() if isinstance(one.answer, Measure)}

    assert not [unit for unit in units if "(" in unit or unit != unit.strip()]


def answers_compare(one: Indicator, other: Indicator) -> bool:
    """Say whether a rating of the one can be taken over for the other."""
    if isinstance(one.answer, Measure) and isinstance(other.answer, Measure):
        return one.answer.unit == other.answer.unit
    if isinstance(one.answer, Scale) and isinstance(other.answer, Scale):
        mine = {option.id for option in one.answer.options}
        theirs = {option.id for option in other.answer.options}
        return mine <= theirs or theirs <= mine
    return False


@pytest.mark.parametrize("set_id", sorted(SETS))
def test_a_link_joins_items_whose_answers_compare(set_id: str):
    apart = [
        f"{link.from_} and {link.set_id}:{link.indicator}"
        for link in catalogue().sets[set_id].links
        for one in indicators_of(set_id, link.from_)
        for other in indicators_of(link.set_id, link.indicator)
        if not answers_compare(one, other)
    ]

    assert apart == []


def test_every_gate_is_answered_yes_in_some_example(edition: Edition):
    answered = {gate for one in scored(edition.id) for gate in one.result.gates}

    assert answered == {gate.id for gate in edition.gates}


def limits(edition: Edition) -> Iterator[tuple[str, Bounds]]:
    """Yield the bounds of each measure that counts, the easier ones too."""
    for one in edition.indicators.values():
        if isinstance(one.answer, Measure) and one.answer.bounds:
            yield one.id, one.answer.bounds
            for easier in one.answer.easier:
                yield one.id, easier.bounds


def measured(edition: Edition) -> Iterator[tuple[str, Bounds, Decimal]]:
    """Yield each number that an example gives to a measure, with the bounds that hold there."""
    for one in scored(edition.id):
        facts, ratings = one.example.answers.facts, one.example.answers.ratings
        for id_ in applicable(edition, facts).indicators:
            answer, given = edition.indicators[id_].answer, ratings.get(id_)
            if isinstance(answer, Measure) and given not in (None, "na"):
                bounds = answer.bounds_for(facts)
                if bounds:
                    yield id_, bounds, Decimal(str(given))


def test_examples_stand_on_each_bound_of_a_measure_and_beyond_it(edition: Edition):
    given = set[tuple[str, Bounds, Decimal]](measured(edition))
    missing = []
    for id_, bounds in limits(edition):
        numbers = [number for who, held, number in given if (who, held) == (id_, bounds)]
        low, high = bounds.at_least, bounds.at_most
        if low is not None and not (low in numbers and (low == 0 or any(one < low for one in numbers))):
            missing.append(f"{id_} at least {low}")
        if high is not None and not (high in numbers and any(one > high for one in numbers)):
            missing.append(f"{id_} at most {high}")

    assert missing == []


def test_examples_stand_on_both_sides_of_each_band(edition: Edition):
    if not isinstance(edition.rule, PointsRule):
        return
    percents = {one.result.percent for one in scored(edition.id) if one.result.percent is not None}

    for band in edition.rule.bands[1:]:
        assert band.from_ in percents
        assert any(band.from_ - 1 <= percent < band.from_ for percent in percents)


def needed(rule: CountRule, need: Need, criteria: int) -> int:
    if need.share is not None:
        return ceil(need.share * criteria)
    assert need.at_least is not None
    if rule.not_applicable == "scale" and need.of:
        return ceil(Decimal(need.at_least * criteria) / need.of)
    return need.at_least


def counted(edition: Edition, rule: CountRule, variant: Variant) -> Iterator[Result]:
    """Yield the results of the examples without blanks that this variant counts."""
    for one in scored(edition.id):
        facts = one.example.answers.facts
        first = next(each for each in rule.variants if each.when is None or each.when.holds(facts))
        if first is variant and one.result.outcome is not None:
            yield one.result


def test_examples_stand_on_both_sides_of_each_count(edition: Edition):
    rule = edition.rule
    if not isinstance(rule, CountRule):
        return
    order = [one.id for one in rule.outcomes]
    for variant in rule.variants:
        results = list(counted(edition, rule, variant))
        for outcome, need in variant.reach.items():
            if need.at_least is not None and need.at_least <= 1:
                continue  # what nothing but a gate or a mandatory criterion keeps a school from
            gaps = {
                one.met - needed(rule, need, one.criteria_applicable): order.index(str(one.outcome))
                for one in results
                if not one.blockers
            }
            assert gaps[0] >= order.index(outcome)
            assert gaps[-1] < order.index(outcome)


def standing(edition: Edition, result: Result, need: LevelNeed) -> tuple[int, bool]:
    """Return how many criteria that are not mandatory are at a level, and whether the school is."""
    reached = [
        id_ for id_, state in result.criteria.items() if isinstance(state, int) and state >= need.level
    ]
    assert isinstance(result.outcome, int)
    return sum(not edition.criteria[one].mandatory for one in reached), result.outcome >= need.level


def test_examples_stand_on_both_sides_of_each_level(edition: Edition):
    if not isinstance(edition.rule, LevelsRule):
        return
    results = [one.result for one in scored(edition.id) if one.result.outcome is not None]
    for need in edition.rule.reach:
        least = len(edition.criteria) if need.all else need.others_at_least
        found = {standing(edition, one, need) for one in results}
        assert (least, True) in found
        assert (least - 1, False) in found

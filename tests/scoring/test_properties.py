"""What must hold for every edition and every school, held against the slow reading of the rules."""

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.criteria.model import OutcomeId
from inspector.scoring.as_json import as_json
from inspector.scoring.result import Result
from inspector.scoring.score import score
from tests.scoring.by_the_book import (
    Book,
    applicable_indicators,
    completions,
    every_completion,
    outcomes,
    published,
)
from tests.scoring.strategies import FACTS, School, editions, schools

MANY = settings(max_examples=80)


def result_of(school: School) -> Result:
    return score(school.edition, school.facts, school.ratings, school.gates)


def rank(school: School, outcome: OutcomeId | None) -> int:
    return -1 if outcome is None else outcomes(school.edition).index(outcome)


@given(schools(complete=True))
@MANY
def test_a_school_without_blanks_scores_as_the_rules_say(school: School):
    book = Book(school.edition, school.facts, school.ratings, school.gates)
    result = result_of(school)

    percent = book.exact_percent()
    assert result.percent == (None if percent is None else published(percent))
    assert result.outcome == book.outcome()
    assert (result.percent_low, result.percent_high) == (result.percent, result.percent)
    assert (result.outcome_low, result.outcome_high) == (result.outcome, result.outcome)
    if result.percent is not None or school.edition.rule.method == "none":
        parts = {group: published(exact) for group, exact in book.group_percents().items()}
        assert {one.id: one.percent for one in result.groups} == {
            one.id: parts.get(one.id) for one in school.edition.groups
        }


@given(schools(most=5, blanks=3))
@MANY
def test_the_interval_holds_every_completion_and_both_of_its_ends_are_reached(school: School):
    result = result_of(school)
    books = list(every_completion(school.edition, school.facts, school.ratings, school.gates))
    percents = [published(one) for book in books if (one := book.exact_percent()) is not None]
    ranks = [rank(school, book.outcome()) for book in books]

    if percents:
        assert (result.percent_low, result.percent_high) == (min(percents), max(percents))
    assert rank(school, result.outcome_low) == min(ranks)
    assert rank(school, result.outcome_high) == max(ranks)


@given(schools(most=5, blanks=3))
@MANY
def test_a_criterion_is_open_exactly_while_completions_disagree_about_it(school: School):
    books = list(every_completion(school.edition, school.facts, school.ratings, school.gates))
    by_level = school.edition.rule.method == "levels"

    for id_, state in result_of(school).criteria.items():
        criterion = school.edition.criteria[id_]
        if not books[0].of(criterion):
            assert state == "na"
        elif by_level:
            levels = {book.level(criterion) for book in books}
            assert state == (levels.pop() if len(levels) == 1 else "blank")
        else:
            met = {book.met(criterion) for book in books}
            assert state == ("blank" if len(met) == 2 else "met" if met.pop() else "not_met")


@given(schools())
@MANY
def test_counts_agree_with_each_other(school: School):
    result = result_of(school)
    applicable = {one.id for one in applicable_indicators(school.edition, school.facts, school.ratings)}

    assert result.applicable == len(applicable)
    assert result.answered == len(applicable & school.ratings.keys())
    assert result.answered + result.blank == result.applicable <= result.total
    for name in ("met", "applicable", "answered", "blank", "total"):
        assert getattr(result, name) == sum(getattr(one, name) for one in result.groups)
    assert result.criteria_applicable == sum(state != "na" for state in result.criteria.values())


@given(schools())
@MANY
def test_nothing_is_concluded_while_anything_is_blank(school: School):
    result = result_of(school)

    if result.blank or result.gates_blank:
        assert (result.outcome, result.percent, result.margin) == (None, None, ())
    for group in result.groups:
        if group.blank:
            assert group.percent is None
        else:
            assert group.percent == group.percent_low == group.percent_high


@given(schools(blanks=2), st.data())
@MANY
def test_a_better_option_never_lowers_anything(school: School, data: st.DataObject):
    rated = [
        one
        for one in applicable_indicators(school.edition, school.facts, school.ratings)
        if one.id in school.ratings
    ]
    if not rated:
        return
    indicator = data.draw(st.sampled_from(rated))
    options = completions(school.edition, indicator, school.facts)
    worse = data.draw(st.integers(1, len(options) - 1))
    better = data.draw(st.integers(0, worse - 1))

    before, after = (
        result_of(replace(school, ratings={**school.ratings, indicator.id: options[place]}))
        for place in (worse, better)
    )

    for name in ("percent", "percent_low", "percent_high"):
        low, high = getattr(before, name), getattr(after, name)
        assert (low is None) == (high is None)
        assert low is None or low <= high
    for name in ("outcome", "outcome_low", "outcome_high"):
        assert rank(school, getattr(before, name)) <= rank(school, getattr(after, name))


@given(schools(), st.randoms())
@MANY
def test_the_order_of_ratings_does_not_matter(school: School, random: Random):
    def shuffled(given: dict[str, str]) -> dict[str, str]:
        entries = list(given.items())
        random.shuffle(entries)
        return dict(entries)

    other = replace(school, ratings=shuffled(dict(school.ratings)), gates=shuffled(dict(school.gates)))

    assert as_json(result_of(school)) == as_json(result_of(other))


@given(editions(), FACTS, st.sampled_from(["yes", "no", None]))
@MANY
def test_where_nothing_is_applicable_there_is_no_score_rather_than_zero(edition, facts, answer):
    allowed = {one.id: replace(one, na_allowed=True) for one in edition.indicators.values()}
    groups = tuple(
        replace(
            group,
            criteria=tuple(
                replace(one, indicators=tuple(allowed[indicator.id] for indicator in one.indicators))
                for one in group.criteria
            ),
        )
        for group in edition.groups
    )
    nothing = replace(edition, groups=groups)
    gates = {one.id: answer for one in edition.gates}

    result = score(nothing, facts, dict.fromkeys(edition.indicators, "na"), gates)

    assert {result.percent, result.percent_low, result.percent_high} == {None}
    assert {result.outcome, result.outcome_low, result.outcome_high} == {None}
    assert all(one.percent_low is None for one in result.groups)
    assert (result.applicable, result.criteria_applicable, result.margin) == (0, 0, ())


@given(schools(complete=True))
@MANY
def test_the_margin_is_every_indicator_whose_loss_alone_lowers_the_outcome(school: School):
    now = Book(school.edition, school.facts, school.ratings, school.gates)
    lost = []
    for one in now.indicators:
        worst = completions(school.edition, one, school.facts)[-1]
        then = Book(school.edition, school.facts, {**school.ratings, one.id: worst}, school.gates)
        if rank(school, then.outcome()) < rank(school, now.outcome()):
            lost.append(one.id)

    assert list(result_of(school).margin) == lost


@given(schools())
@MANY
def test_scoring_again_gives_the_same(school: School):
    again = replace(school, edition=replace(school.edition))

    assert result_of(again) == result_of(school)


@given(schools(most=5, blanks=3))
@MANY
def test_blockers_are_known_to_be_unmet_however_blanks_are_filled(school: School):
    result = result_of(school)
    books = list(every_completion(school.edition, school.facts, school.ratings, school.gates))
    if school.edition.rule.method == "levels":
        return

    blocking = [
        id_
        for id_, one in school.edition.criteria.items()
        if books[0].of(one) and books[0].is_mandatory(one) and not any(book.met(one) for book in books)
    ]

    assert result.blockers == (*blocking, *result.gates)

"""The route is held against every set of lifts there is."""

from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.criteria.model import LevelsRule, OutcomeId, PointsRule
from inspector.scoring.route import route
from tests.scoring.by_the_book import Book, at_worst, cheapest_route, holds, liftable, outcomes, points
from tests.scoring.strategies import School, schools

TRIED = settings(max_examples=80)


def check_route(school: School, target: OutcomeId) -> None:
    edition, facts = school.edition, school.facts
    found = route(edition, facts, school.ratings, school.gates, target)
    expected = cheapest_route(edition, facts, school.ratings, school.gates, target)

    blank_gates = tuple(
        one.id for one in edition.gates if holds(one.applies_if, facts) and one.id not in school.gates
    )
    assert found.assuming == blank_gates
    assert found.reachable == (expected is not None)
    if expected is None:
        assert (found.cost_days, found.steps) == (None, ())
        assert list(found.because) == why_not(school, target)
    else:
        assert [one.indicator for one in found.steps] == expected
        assert found.cost_days == sum(one.effort_days for one in found.steps)
        assert found.because == ()
        best = liftable(edition, facts, school.ratings)
        for step in found.steps:
            assert step.from_ == school.ratings.get(step.indicator, "blank")
            assert step.to == best[step.indicator]


def why_not(school: School, target: OutcomeId) -> list[str]:
    """Gates whose cap is below the target, then the criteria that stay short of what the method counts."""
    edition, facts = school.edition, school.facts
    order = outcomes(edition)
    gates = [
        one.id
        for one in edition.gates
        if holds(one.applies_if, facts)
        and school.gates.get(one.id) == "yes"
        and order.index(order[0] if one.at_most is None else one.at_most) < order.index(target)
    ]
    best = liftable(edition, facts, school.ratings)
    book = Book(edition, facts, {**at_worst(edition, facts, school.ratings), **best}, school.gates)

    def is_short(criterion) -> bool:
        if isinstance(edition.rule, LevelsRule):
            return book.level(criterion) < target
        if isinstance(edition.rule, PointsRule):
            worth = [points(one, book.ratings[one.id], facts) for one in book.of(criterion)]
            return any(given < most for given, most in worth)
        return not book.met(criterion)

    return [*gates, *(id_ for id_, one in edition.criteria.items() if book.of(one) and is_short(one))]


def a_target(school: School, data: st.DataObject) -> OutcomeId:
    order = outcomes(school.edition)
    return data.draw(st.sampled_from([*order, order[-1], order[-1]]))


@given(schools("points"), st.data())
@TRIED
def test_by_points_it_is_the_best_of_all_sets_of_lifts(school: School, data: st.DataObject):
    check_route(school, a_target(school, data))


@given(schools("count"), st.data())
@TRIED
def test_by_count_it_is_the_best_of_all_sets_of_lifts(school: School, data: st.DataObject):
    check_route(school, a_target(school, data))


@given(schools("levels", most=8), st.data())
@TRIED
def test_by_levels_it_is_the_best_of_all_sets_of_lifts(school: School, data: st.DataObject):
    check_route(school, a_target(school, data))

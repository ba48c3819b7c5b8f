"""Routes that a person can check by hand."""

from fractions import Fraction
from random import Random

import pytest

from inspector.criteria.model import Edition, Rule
from inspector.scoring.as_json import route_as_json
from inspector.scoring.route import UnknownTarget, route
from inspector.scoring.score import score
from tests.scoring.builders import (
    BANDS,
    MET,
    NO_RULE,
    THREE,
    a_criterion,
    a_gate,
    a_group,
    a_measure,
    a_score,
    all_at,
    an_edition,
    an_indicator,
    an_item,
    bounds,
    count,
    items,
    levels,
    mandatory_at,
    need,
    points,
    when,
)
from tests.scoring.by_the_book import cheapest_route

HALF = count({"pass": need(1, 2)})


def lifted(edition: Edition, ratings: dict[str, str], target: str | int, **gates: str) -> list[str]:
    found = route(edition, {}, ratings, gates, target)
    assert found.reachable
    return [one.indicator for one in found.steps]


def test_the_cheapest_indicator_is_lifted_at_its_effort():
    edition = an_edition(HALF, an_item("A", effort=5), an_item("B", effort=3))

    found = route(edition, {}, {"A": "not_met", "B": "not_met"}, {}, "pass")

    assert route_as_json(found) == {
        "target": "pass",
        "reachable": True,
        "cost_days": 3,
        "steps": [{"indicator": "B", "from": "not_met", "to": "met", "effort_days": 3}],
        "because": [],
        "assuming": [],
    }


def test_days_may_be_parts_of_days():
    edition = an_edition(count({"pass": need(2, 2)}), an_item("A", effort="0.5"), an_item("B", effort="0.25"))

    found = route(edition, {}, {}, {}, "pass")

    assert found.cost_days == Fraction(3, 4)
    assert route_as_json(found)["cost_days"] == 0.75
    assert [one["effort_days"] for one in route_as_json(found)["steps"]] == [0.5, 0.25]


def test_of_equally_cheap_routes_the_one_with_fewer_steps_is_taken():
    edition = an_edition(
        points(("weak", "0"), ("good", "50")),
        an_item("A", effort=1),
        an_item("B", effort=1),
        an_item("C", effort=2, weight=2),
    )

    assert lifted(edition, {}, "good") == ["C"]


def test_of_equally_long_ones_the_one_that_comes_first_in_the_edition():
    ratings = {f"C{n:02}": "not_met" for n in range(1, 6)}
    by_points = an_edition(points(("weak", "0"), ("good", "40")), *items(5))
    by_count = an_edition(count({"pass": need(2, 5)}), *items(5))
    by_level = an_edition(levels(mandatory_at(1, others=2)), *items(5, level=1))

    assert lifted(by_points, ratings, "good") == ["C01", "C02"]
    assert lifted(by_count, ratings, "pass") == ["C01", "C02"]
    assert lifted(by_level, ratings, 1) == ["C01", "C02"]


def test_what_is_reached_already_costs_nothing():
    found = route(an_edition(HALF, *items(2)), {}, {"C01": "met"}, {}, "pass")

    assert (found.reachable, found.cost_days, found.steps) == (True, 0, ())


def test_a_blank_is_lifted_like_what_is_unmet_and_says_so():
    edition = an_edition(count({"pass": need(2, 2)}), *items(2))

    found = route(edition, {}, {"C01": "not_met"}, {}, "pass")

    assert [(one.indicator, one.from_) for one in found.steps] == [("C01", "not_met"), ("C02", "blank")]


@pytest.mark.parametrize(
    ("measure", "to"),
    [
        (a_measure("55"), "55"),
        (a_measure(at_most="20.50"), "20.5"),
        (a_measure("10", "20"), "10"),
        (a_measure("55", easier=[(when(hard_area=True), bounds(at_most="40"))]), "40"),
    ],
)
def test_a_measure_is_lifted_to_its_bound(measure, to: str):
    edition = an_edition(count({"pass": need(1, 1)}), an_item("A", answer=measure))

    found = route(edition, {"hard_area": True}, {"A": "45.0"}, {}, "pass")

    assert [(one.from_, one.to) for one in found.steps] == [("45", to)]


def test_a_score_is_lifted_to_its_most():
    edition = an_edition(points(*BANDS), an_item("A", answer=a_score("5", "0.5", "2.5")))

    found = route(edition, {}, {"A": "2.5"}, {}, "good")

    assert [(one.from_, one.to) for one in found.steps] == [("2.5", "5")]


def test_a_fair_option_is_lifted_to_the_best_where_points_are_short():
    edition = an_edition(points(("weak", "0"), ("good", "100")), an_item("A", answer=THREE))

    assert [(one.from_, one.to) for one in route(edition, {}, {"A": "fair"}, {}, "good").steps] == [
        ("fair", "good")
    ]


def test_what_is_put_aside_reported_or_not_fixable_is_not_lifted():
    edition = an_edition(
        count({"pass": need(1, 3)}), an_item("A", fixable=False), an_item("B"), an_item("C", effort=9)
    )

    assert lifted(edition, {"A": "not_met", "B": "na", "C": "not_met"}, "pass") == ["C"]


def test_a_target_out_of_reach_names_the_gates_and_then_the_criteria_that_stay_short():
    edition = an_edition(
        count({"pass": need(3, 3)}),
        an_item("A", fixable=False),
        an_item("B"),
        an_item("C", fixable=False),
        gates=[a_gate("R1"), a_gate("R2"), a_gate("R3", "pass"), a_gate("R4")],
    )

    found = route(edition, {}, {"A": "not_met"}, {"R1": "yes", "R2": "no", "R3": "yes"}, "pass")

    assert route_as_json(found) == {
        "target": "pass",
        "reachable": False,
        "cost_days": None,
        "steps": [],
        "because": ["R1", "A", "C"],
        "assuming": ["R4"],
    }


def test_criteria_that_can_all_be_mended_are_not_blamed_for_a_gate():
    edition = an_edition(HALF, *items(2), gates=[a_gate("R1")])

    assert route(edition, {}, {}, {"R1": "yes"}, "pass").because == ("R1",)


def test_a_gate_does_not_stand_before_a_target_that_it_allows():
    edition = an_edition(points(*BANDS), *items(2), gates=[a_gate("R1", "fair")])

    assert route(edition, {}, {}, {"R1": "yes"}, "fair").reachable
    assert route(edition, {}, {}, {"R1": "yes"}, "good").because == ("R1",)


def test_blank_gates_are_taken_for_no_and_named():
    edition = an_edition(HALF, *items(2), gates=[a_gate("R1"), a_gate("R2")])

    found = route(edition, {}, {"C01": "met"}, {"R2": "no"}, "pass")

    assert (found.cost_days, found.assuming) == (0, ("R1",))


def test_a_mandatory_criterion_is_lifted_where_its_cap_is_below_the_target_only():
    rule = points(*BANDS, mandatory_unmet="fair")
    edition = an_edition(rule, an_item("M", mandatory=True, effort=20), *items(9))
    ratings = {f"C{n:02}": "met" if n < 9 else "not_met" for n in range(1, 10)}

    assert lifted(edition, ratings, "fair") == []
    assert lifted(edition, ratings, "good") == ["M"]
    assert lifted(edition, {}, "fair") == ["C01", "C02", "C03", "C04", "C05"]


def test_a_floor_is_met_in_every_group():
    edition = an_edition(
        points(*BANDS, floor={"good": "50"}),
        a_group("A", *items(20)),
        a_group("B", an_item("B1", effort=9), an_item("B2", effort=8)),
    )
    ratings = {f"C{n:02}": "met" for n in range(1, 21)} | {"B1": "not_met", "B2": "not_met"}

    assert lifted(edition, ratings, "fair") == []
    assert lifted(edition, ratings, "good") == ["B2"]


def test_the_published_figure_is_enough():
    edition = an_edition(points(*BANDS), an_item("A", weight=1599), an_item("B", weight=401, effort=9))

    assert lifted(edition, {}, "good") == ["A"]  # 79.95 is published as 80.0


def test_a_better_band_without_floor_may_be_the_cheaper_way():
    rule = points(("weak", "0"), ("fair", "50"), ("good", "60"), floor={"fair": "100"})
    edition = an_edition(rule, a_group("A", *items(5)), a_group("B", an_item("B1", effort=50)))

    assert lifted(edition, {}, "fair") == ["C01", "C02", "C03", "C04"]


def test_a_criterion_of_several_indicators_costs_all_that_is_unmet_in_it():
    edition = an_edition(
        HALF,
        a_criterion("A", an_indicator("A.a", effort=2), an_indicator("A.b", effort=2)),
        an_item("B", effort=3),
    )

    assert lifted(edition, {}, "pass") == ["B"]
    assert lifted(edition, {"A.a": "met"}, "pass") == ["A.b"]


def test_a_level_lifts_what_its_entry_and_those_below_it_need():
    def ladder(id_: str, *, mandatory: bool = False, effort: int = 1):
        indicators = (an_indicator(f"{id_}.{n}", level=n, effort=effort) for n in (1, 2))
        return a_criterion(id_, *indicators, mandatory=mandatory)

    rule = levels(mandatory_at(1, others=1), mandatory_at(2, others=1, rest=1))
    edition = an_edition(rule, ladder("M", mandatory=True), ladder("X", effort=5), ladder("Y", effort=2))

    assert lifted(edition, {}, 1) == ["M.1", "Y.1"]
    assert lifted(edition, {}, 2) == ["M.1", "M.2", "X.1", "Y.1", "Y.2"]


def test_where_nothing_is_applicable_no_target_is_reachable():
    for rule, target in ((HALF, "fail"), (points(*BANDS), "weak"), (levels(all_at(1)), 0)):
        edition = an_edition(rule, *items(1, level=1 if target == 0 else None))
        found = route(edition, {}, {"C01": "na"}, {}, target)
        assert (found.reachable, found.cost_days, found.because) == (False, None, ())


@pytest.mark.parametrize(
    ("rule", "target"),
    [(HALF, "best"), (NO_RULE, "pass"), (levels(all_at(1)), "1"), (levels(all_at(1)), 2)],
)
def test_an_unknown_target_is_refused(rule: Rule, target: str | int):
    edition = an_edition(rule, *items(1, level=1))

    with pytest.raises(UnknownTarget):
        route(edition, {}, {}, {}, target)


def a_school(rule: Rule, *, lifts: int, seed: int, groups: int = 3) -> tuple[Edition, dict[str, str]]:
    """An edition of `lifts` indicators below their best, with efforts and weights of every kind."""
    random = Random(seed)
    by_group: list[list] = [[] for _ in range(groups)]
    ratings = {}
    for number in range(lifts):
        answer = random.choice([MET, THREE])
        id_ = f"I{number:02}"
        by_group[number * groups // lifts].append(
            an_item(
                id_,
                answer=answer,
                level=random.randint(1, 2) if rule.method == "levels" else None,
                mandatory=random.random() < 0.15,
                weight=Fraction(random.randint(1, 40), 10),
                effort=Fraction(random.randint(1, 12), 2),
            )
        )
        ratings[id_] = random.choice([one.id for one in answer.options[1:]])
    made = [a_group(f"G{n}", *inside, weight=n + 1) for n, inside in enumerate(by_group)]
    return an_edition(rule, *made), ratings


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize(
    ("rule", "target"),
    [
        (points(*BANDS, mandatory_unmet="weak"), "fair"),
        (points(*BANDS, weighted=True, floor={"good": "65"}), "good"),
        (count({"pass": need(6, 10)}), "pass"),
        (levels(mandatory_at(1, others=5), mandatory_at(2, others=3)), 2),
    ],
    ids=["pooled", "weighted with floors", "count", "levels"],
)
def test_with_ten_lifts_it_is_the_best_of_the_1024_sets(rule: Rule, target: str | int, seed: int):
    edition, ratings = a_school(rule, lifts=10, seed=seed)

    found = route(edition, {}, ratings, {}, target)

    assert [one.indicator for one in found.steps] == cheapest_route(edition, {}, ratings, {}, target)


@pytest.mark.parametrize(
    ("rule", "target"),
    [
        (points(*BANDS, mandatory_unmet="weak"), "good"),
        (points(*BANDS, weighted=True, floor={"good": "70"}), "good"),
        (count({"pass": need(8, 10)}), "pass"),
        (levels(mandatory_at(1, others=100), mandatory_at(2, others=60)), 2),
    ],
    ids=["pooled", "weighted with floors", "count", "levels"],
)
def test_with_200_lifts_no_single_one_can_be_left_out(rule: Rule, target: str | int):
    edition, ratings = a_school(rule, lifts=200, seed=1, groups=8)
    found = route(edition, {}, ratings, {}, target)
    best = {one.indicator: one.to for one in found.steps}

    def reached(lifts: dict[str, str]) -> bool:
        outcome = score(edition, {}, ratings | lifts, {}).outcome
        return outcome is not None and outcome == target

    assert reached(best)
    for left_out in best:
        assert not reached({id_: to for id_, to in best.items() if id_ != left_out})

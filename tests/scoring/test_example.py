"""Worked examples: what they may say, and what is said when they are wrong."""

from textwrap import dedent

import pytest

from inspector.criteria.model import Edition
from inspector.scoring.example import differences, read_example
from tests.scoring.builders import (
    REPORTED,
    a_gate,
    a_measure,
    all_at,
    an_edition,
    an_item,
    count,
    items,
    levels,
    need,
    when,
)


def an_edition_of_three() -> Edition:
    return an_edition(
        count({"pass": need(3, 4)}),
        an_item("A", na=False),
        an_item("B", effort=3),
        an_item("K", applies_if=when(meals="cooked")),
        an_item("M", answer=a_measure("55")),
        an_item("R", answer=REPORTED),
        gates=[a_gate("R1")],
    )


def wrong(text: str, edition: Edition | None = None) -> list[str]:
    known = edition or an_edition_of_three()
    return differences(known, read_example(known, f"name: tried\n{text}", "example.yaml"))


GIVEN = 'facts: {meals: cooked}\ngates: {R1: "no"}\n'


@pytest.mark.parametrize(
    "text",
    [
        """
        ratings: {all: met}
        expect: {outcome: pass, percent: 100.0, met: 4, applicable: 4, blockers: []}
        """,
        """
        ratings: {all: met, A: not_met, B: null}
        expect: {met: 2, blank: 1, percent_high: 75, percent_low: 50}
        """,
        """
        ratings: {all: met, B: na}
        expect: {percent: "100", criteria: {B: na, M: met}, groups: [{id: A, met: 3}]}
        """,
        """
        ratings: {all: met, A: not_met, B: not_met}
        expect: {route: {target: pass, cost_days: 1}}
        """,
        """
        ratings: {A: met, K: met, M: 40}
        expect: {route: {target: pass, steps: [{indicator: M, from: 40, to: 55}], because: []}}
        """,
    ],
)
def test_an_example_that_says_what_comes_out_is_right(text: str):
    assert wrong(GIVEN + dedent(text)) == []


def test_all_met_gives_what_applies_its_best_and_leaves_the_rest_alone():
    example = read_example(
        an_edition_of_three(),
        "name: x\nfacts: {meals: bought}\nratings: {all: met, B: null, A: not_met}\nexpect: {met: 1}",
        "x",
    )

    assert example.answers.ratings == {"A": "not_met", "M": "55"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "ratings: {all: met}\nexpect: {outcome: fail, met: 3}",
            ["outcome is pass, but fail is expected.", "met is 4, but 3 is expected."],
        ),
        (
            "ratings: {all: met}\nexpect: {margin: [A, B]}",
            ["margin is [], but [A, B] is expected."],
        ),
        (
            "ratings: {all: met}\nexpect: {percents: 3}",
            ["percents is expected, and no part of the result."],
        ),
        (
            "ratings: {all: met}\nexpect: {criteria: {A: not_met}, groups: [{id: A, met: 2}]}",
            ["criteria.A is met, but not_met is expected.", "groups.A.met is 4, but 2 is expected."],
        ),
        (
            "ratings: {all: met}\nexpect: {route: {target: best}}",
            ["There is no outcome “best”. Known are: fail, pass."],
        ),
        ("ratings: {all: met}\nexpect_refused: true", ["It is scored, but expected to be refused."]),
        (
            "ratings: {all: met, A: na}\nexpect: {met: 3}",
            ["example.yaml, line 4: A: “na” is forbidden here; give met or not_met."],
        ),
    ],
)
def test_what_differs_is_said_where_it_differs(text: str, said: list[str]):
    assert wrong(GIVEN + text) == said


@pytest.mark.parametrize(
    "text",
    [
        "facts: {}\nratings: {all: met}",
        "facts: {meals: cooked}\nratings: {all: met, A: na}",
        "facts: {meals: cooked}\nratings: {X: met}",
        "facts: {meals: cooked}\nratings: {A: 1}",
        "facts: {meals: cooked}\nratings: {M: met}",
        "facts: {meals: tasty}\nratings: {}",
        "facts: {meals: cooked, wings: 2}\nratings: {}",
        "facts: {meals: cooked}\ngates: {R1: no}\nratings: {}",
    ],
)
def test_what_cannot_be_scored_may_be_expected_to_be_refused(text: str):
    assert wrong(text + "\nexpect_refused: true") == []


@pytest.mark.parametrize(
    "text",
    [
        "ratings: {all: met}",
        "ratings: {all: met}\nexpect: {met: 4}\nexpect_refused: true",
        "ratings: {all: met}\nexpect_refused: false",
        "ratings: {all: not_met}\nexpect: {met: 0}",
        "ratings: {all: met}\nexpects: {met: 4}",
        "ratings: {all: met}\nexpect: [met]",
    ],
)
def test_an_example_that_is_written_wrongly_is_a_fault(text: str):
    assert wrong(GIVEN + text) != []


def test_a_level_is_expected_as_a_bare_number():
    edition = an_edition(levels(all_at(1)), *items(1, level=1))

    assert wrong("ratings: {all: met}\nexpect: {outcome: 1, route: {target: 1, cost_days: 0}}", edition) == []
    assert wrong('ratings: {all: met}\nexpect: {outcome: "1"}', edition) != []

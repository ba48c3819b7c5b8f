"""What an edition's files become: every default filled in, every reference resolved."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from inspector.criteria.load import FaultyEdition, load_edition, read_edition
from inspector.criteria.model import (
    Bounds,
    Condition,
    CountRule,
    Indicator,
    LevelNeed,
    LevelsRule,
    Measure,
    Need,
    NoRule,
    PointsRule,
    Scale,
    Score,
    Status,
)
from inspector.text import Text
from tests.criteria.builders import (
    FIRST_DAY,
    NO_RULE,
    SET_ID,
    Written,
    a_criterion,
    a_group,
    a_scale,
    an_edition,
    an_indicator,
    an_option,
    count_rule,
    levels_rule,
    points_rule,
    problems_of,
    read,
    text,
    write_edition,
)


def indicator_of(criterion: Written, **edition: Any) -> Indicator:
    """The first indicator of a criterion, read."""
    found = read(an_edition(NO_RULE, [criterion], **edition))
    return next(iter(found.indicators.values()))


def test_an_edition_knows_its_set_its_day_and_its_state():
    edition = read(an_edition(status="published", first_day=date(2022, 2, 15)), date(2022, 2, 15))

    assert (edition.id, edition.set_id, edition.status) == ("tried/2022-02-15", "tried", Status.PUBLISHED)


def test_an_edition_without_a_known_day_takes_the_one_it_is_written_with():
    edition, problems = read_edition(SET_ID, None, an_edition(first_day=date(2022, 2, 15)))

    assert not problems
    assert edition is not None
    assert edition.in_force_from == date(2022, 2, 15)


def test_an_edition_carries_the_texts_it_was_read_from():
    files = an_edition()
    again, _ = read_edition(SET_ID, FIRST_DAY, read(files).files)

    assert again == read(files)
    assert again is not None
    assert again.files == files


def test_an_edition_in_a_folder_equals_the_one_from_texts(tmp_path):
    files = an_edition()

    assert load_edition(write_edition(tmp_path, files)) == read(files)


def test_facts_and_provisions_may_lie_elsewhere(tmp_path):
    folder = write_edition(tmp_path / "here", an_edition())
    for name in ("facts.yaml", "provisions.yaml"):
        (tmp_path / "here" / name).rename(tmp_path / name)

    found = load_edition(folder, tmp_path / "facts.yaml", tmp_path / "provisions.yaml")

    assert found == read(an_edition())


def test_an_edition_is_found_from_inside_its_folder(tmp_path, monkeypatch):
    from pathlib import Path

    monkeypatch.chdir(write_edition(tmp_path, an_edition()))

    assert load_edition(Path()) == read(an_edition())


def test_problems_of_a_folder_name_the_files_where_they_lie(tmp_path):
    folder = write_edition(tmp_path, an_edition() | {"facts.yaml": "facts: 1\n"})

    with pytest.raises(FaultyEdition) as caught:
        load_edition(folder)

    assert str(caught.value).startswith(f"{tmp_path / 'facts.yaml'}, line 1: ")


def test_groups_stand_in_the_order_of_their_file_names():
    groups = [a_group(a_criterion(f"{id_}1"), id_=id_) for id_ in ("B", "A", "C")]
    files = an_edition(groups=groups)
    shuffled = dict(sorted(files.items(), reverse=True))

    assert [one.id for one in read(shuffled).groups] == ["B", "A", "C"]
    assert read(shuffled).digest == read(files).digest


def test_what_is_not_written_has_the_value_of_the_format():
    edition = read(an_edition(NO_RULE, [a_criterion("A01")]))
    criterion = edition.criteria["A01"]
    (indicator,) = criterion.indicators

    assert edition.groups[0].weight == 1
    assert (criterion.mandatory, criterion.applies_if, criterion.replaces) == (False, None, ())
    assert criterion.is_its_own_indicator
    assert criterion.title == indicator.text == Text("A01 (vi)", "A01 (en)")
    assert isinstance(indicator.answer, Scale)
    assert indicator.answer.id == "met"
    assert (indicator.weight, indicator.effort_days, indicator.fixable) == (1, 1, True)
    assert indicator.na_allowed
    assert (indicator.evidence, indicator.guidance, indicator.level) == ((), None, None)


def test_the_edition_gives_defaults_to_its_indicators():
    defaults = {"scale": "met", "weight": "2.5", "effort_days": 3, "na": "forbidden"}
    indicator = indicator_of(a_criterion("A01"), defaults=defaults)

    assert (indicator.weight, indicator.effort_days) == (Fraction(5, 2), 3)
    assert not indicator.na_allowed


def test_a_criterion_gives_its_settings_to_indicators_that_have_none():
    first = an_indicator("a", weight=5, fixable=True, evidence=[], guidance=text("own"))
    criterion = a_criterion(
        "A01",
        indicators=[first, an_indicator("b")],
        weight=2,
        effort_days=7,
        fixable=False,
        evidence=[text("proof")],
        guidance=text("shared"),
        score={"max": 5, "step": 1, "met_from": 3},
    )
    a, b = read(an_edition(NO_RULE, [criterion])).criteria["A01"].indicators

    assert (a.weight, a.effort_days, a.fixable) == (5, 7, True)
    assert (b.weight, b.effort_days, b.fixable) == (2, 7, False)
    assert (a.evidence, b.evidence) == ((), (Text("proof (vi)", "proof (en)"),))
    assert (a.guidance, b.guidance) == (Text("own (vi)", "own (en)"), Text("shared (vi)", "shared (en)"))
    assert a.answer == b.answer == Score(Decimal(5), Decimal(1), Decimal(3))


def test_an_indicator_may_be_answered_in_another_way_than_its_criterion_says():
    indicators = [an_indicator("a", measure={"unit": "%", "at_least": 55}), an_indicator("b")]
    criterion = a_criterion("A01", scale="met", indicators=indicators)
    a, b = read(an_edition(NO_RULE, [criterion])).criteria["A01"].indicators

    assert isinstance(a.answer, Measure)
    assert isinstance(b.answer, Scale)


def test_the_condition_of_a_criterion_stays_its_own():
    inner, outer = {"meals": ["cooked"]}, {"setting": ["school"]}
    listing = a_criterion("A01", applies_if=outer, indicators=[an_indicator("a", applies_if=inner)])
    alone = a_criterion("A02", applies_if=outer)
    edition = read(an_edition(NO_RULE, [listing, alone]))
    of_school = Condition({"setting": frozenset(["school"])})

    assert edition.criteria["A01"].applies_if == edition.criteria["A02"].applies_if == of_school
    assert edition.indicators["a"].applies_if == Condition({"meals": frozenset(["cooked"])})
    assert edition.indicators["A02"].applies_if is None


@pytest.mark.parametrize(
    ("on_indicator", "on_criterion", "mandatory", "default", "allowed"),
    [
        (None, None, None, None, True),
        (None, None, None, "forbidden", False),
        (None, None, False, None, True),
        (None, None, True, None, False),
        (None, None, True, "allowed", False),
        (None, None, {"setting": ["school"]}, None, False),
        (None, "allowed", True, None, True),
        ("allowed", None, True, "forbidden", True),
        ("allowed", "forbidden", None, None, False),
        ("forbidden", "allowed", None, None, False),
        (None, "forbidden", None, None, False),
    ],
)
def test_na_is_decided_by_what_is_written_then_by_mandatory_then_by_default(
    on_indicator: str | None, on_criterion: str | None, mandatory: Any, default: str | None, allowed: bool
):
    def given(**keys: Any) -> Written:
        return {key: value for key, value in keys.items() if value is not None}

    indicator = an_indicator("a", **given(na=on_indicator))
    criterion = a_criterion("A01", indicators=[indicator], **given(na=on_criterion, mandatory=mandatory))

    assert indicator_of(criterion, defaults=given(scale="met", na=default)).na_allowed is allowed


def test_a_criterion_that_is_its_own_indicator_takes_na_as_it_says():
    assert indicator_of(a_criterion("A01", mandatory=True, na="allowed")).na_allowed
    assert not indicator_of(a_criterion("A01", mandatory=True)).na_allowed


def test_a_measure_has_bounds_and_easier_ones():
    easier = [{"when": {"hard_area": True, "children": {"at_most": 150}}, "at_least": 40, "at_most": "60.5"}]
    measure = {"unit": "%", "at_least": "55.25", "easier": easier}
    answer = indicator_of(a_criterion("A01", measure=measure)).answer

    assert isinstance(answer, Measure)
    assert answer.bounds == Bounds(Decimal("55.25"), None)
    (one,) = answer.easier
    assert one.bounds == Bounds(Decimal(40), Decimal("60.5"))
    assert one.when == Condition({"hard_area": frozenset([True]), "children": Bounds(None, Decimal(150))})


def test_a_measure_may_only_be_reported():
    reported = a_criterion("A01", measure={"unit": "m²", "report_only": True})
    answer = read(an_edition(NO_RULE, [reported, a_criterion("A02")])).indicators["A01"].answer

    assert answer == Measure("m²", None, ())


def test_a_condition_takes_one_value_or_a_list_of_them():
    def read_condition(written: Written) -> Condition | None:
        return read(an_edition(criteria=[a_criterion("A01", applies_if=written)])).criteria["A01"].applies_if

    assert read_condition({"setting": "school"}) == read_condition({"setting": ["school"]})
    assert read_condition({"hard_area": [True, False]}) == Condition({"hard_area": frozenset([True, False])})


def test_a_score_by_points_is_read():
    floors = {"good": "70.5", "fair": 0}
    rule = points_rule(groups="weighted", group_floor=floors, mandatory_unmet={"at_most": "fair"})
    found = read(an_edition(rule, groups=[a_group(a_criterion(), weight="1.5")]))

    assert isinstance(found.rule, PointsRule)
    assert found.rule.weighted_groups
    assert [(one.id, one.from_) for one in found.rule.bands] == [("weak", 0), ("fair", 50), ("good", 80)]
    assert found.rule.group_floor == {"good": Decimal("70.5"), "fair": 0}
    assert found.rule.mandatory_unmet == "fair"
    assert found.groups[0].weight == Fraction(3, 2)


def test_a_rule_by_points_needs_no_more_than_bands():
    rule = read(an_edition(points_rule())).rule

    assert isinstance(rule, PointsRule)
    assert (rule.weighted_groups, rule.group_floor, rule.mandatory_unmet) == (False, {}, None)


def test_a_counting_rule_is_read_with_its_defaults():
    variants = [
        {"when": {"setting": ["school"]}, "reach": {"pass": {"at_least": 40, "of": 50}}},
        {"reach": {"pass": {"share": "0.8"}}},
    ]
    rule = read(an_edition(count_rule(variants=variants))).rule

    assert isinstance(rule, CountRule)
    assert (rule.not_applicable, rule.mandatory_unmet) == ("scale", "fail")
    first, second = rule.variants
    assert first.when == Condition({"setting": frozenset(["school"])})
    assert first.reach == {"pass": Need(40, 50, None)}
    assert (second.when, second.reach) == (None, {"pass": Need(None, None, Fraction(4, 5))})


def test_an_outcome_may_need_nothing_or_be_left_out_of_what_a_variant_reaches():
    variants = [
        {"when": {"setting": ["school"]}, "reach": {}},
        {"reach": {"pass": {"at_least": 0, "of": 50}}},
    ]
    rule = read(an_edition(count_rule(variants=variants))).rule

    assert isinstance(rule, CountRule)
    assert [one.reach for one in rule.variants] == [{}, {"pass": Need(0, 50, None)}]


def test_a_rule_of_levels_is_read():
    first = {"level": 1, "mandatory": "all", "others_at_least": 1}
    second = {"level": 2, "mandatory": "all", "others_at_least": "1", "rest_at_least": 1}
    rule = levels_rule(first, second, recognitions=[{"level": 2, "title": text("standard")}])
    criteria = [a_criterion("A01", level=1), a_criterion("A02", level=2, mandatory=True)]
    edition = read(an_edition(rule, criteria))

    assert isinstance(edition.rule, LevelsRule)
    assert edition.rule.reach == (LevelNeed(1, False, 1, 0), LevelNeed(2, False, 1, 1))
    assert list(edition.rule.labels) == [1, 2]
    assert edition.rule.recognitions == {2: Text("standard (vi)", "standard (en)")}
    assert [one.level for one in edition.indicators.values()] == [1, 2]


def test_a_level_comes_from_the_criterion_where_the_indicator_has_none():
    indicators = [an_indicator("a"), an_indicator("b", level=2)]
    edition = read(an_edition(levels_rule(), [a_criterion("A01", level=1, indicators=indicators)]))

    assert [one.level for one in edition.indicators.values()] == [1, 2]


def test_a_level_comes_from_the_options_of_a_scale():
    scale = a_scale(an_option("good", 2, 2), an_option("met", 1, 1), an_option("bad", 0, 0))
    edition = read(an_edition(levels_rule(), [a_criterion("A01")], scales={"met": scale}))
    (indicator,) = edition.indicators.values()

    assert indicator.level is None
    assert isinstance(indicator.answer, Scale)
    assert [one.level for one in indicator.answer.options] == [2, 1, 0]


def test_what_is_only_reported_needs_no_level():
    reported = a_criterion("A01", measure={"unit": "m", "report_only": True})

    assert problems_of(an_edition(levels_rule(), [reported, a_criterion("A02", level=1)])) == []


@pytest.mark.parametrize(
    ("rule", "at_most"),
    [(points_rule(), "fair"), (count_rule(), "fail"), (levels_rule(), 0), (levels_rule(), 2)],
)
def test_a_gate_caps_at_an_outcome_of_the_rule(rule: Written, at_most: Any):
    gate = {"id": "R1", "text": text(), "applies_if": {"hard_area": True}, "at_most": at_most}
    criteria = [a_criterion("A01", **({"level": 1} if rule["method"] == "levels" else {}))]
    (found,) = read(an_edition(rule | {"gates": [gate]}, criteria)).gates

    assert found.at_most == at_most
    assert type(found.at_most) is type(at_most)


def test_a_rule_may_conclude_nothing_and_still_list_gates():
    edition = read(an_edition({"method": "none", "gates": [{"id": "R1", "text": text()}]}))

    assert edition.rule == NoRule("none")
    assert [(one.id, one.at_most) for one in edition.gates] == [("R1", None)]


def test_only_cited_provisions_come_with_an_edition():
    provisions = {"a": {"title": text(), "read": "none"}, "b": {"title": text(), "read": "full"}}
    cites = a_criterion("A01", provisions=[{"ref": "a", "at": "Điều 8"}, {"ref": "a"}])
    edition = read(an_edition(criteria=[cites], provisions=provisions))

    assert list(edition.provisions) == ["a"]
    assert [(one.ref, one.at) for one in edition.criteria["A01"].provisions] == [("a", "Điều 8"), ("a", None)]


@pytest.mark.parametrize("begins", ["2026-09-01", "2022-02-15", None])
def test_a_provision_may_begin_with_the_edition_or_before(begins: str | None):
    provisions = {"a": {"title": text(), "read": "full", "in_force": {"from": begins, "to": "2026-09-01"}}}
    cites = a_criterion("A01", provisions=[{"ref": "a"}])

    assert problems_of(an_edition(criteria=[cites], provisions=provisions)) == []


def test_facts_and_provisions_that_nothing_uses_may_be_missing():
    files = an_edition()
    del files["facts.yaml"], files["provisions.yaml"]

    assert problems_of(files) == []


def test_facts_that_only_concerns_names_are_not_needed_for_a_score():
    edition = read(
        an_edition(concerns={"meals": ["cooked"]}, criteria=[a_criterion(applies_if={"hard_area": True})])
    )

    assert edition.facts_needed == {"hard_area"}
    assert edition.concerns == Condition({"meals": frozenset(["cooked"])})


@pytest.mark.parametrize("code", ["H{box}-{criterion}-{number:02}", "{standard}/{number:02}", "H1"])
def test_evidence_may_be_numbered(code: str):
    assert read(an_edition(evidence_code=code)).evidence_code == code


def test_numbers_may_be_quoted_or_bare():
    bare = indicator_of(a_criterion("A01", weight=2, score={"max": 5, "step": 1, "met_from": 3}))
    quoted = indicator_of(a_criterion("A01", weight="2", score={"max": "5", "step": "1", "met_from": "3"}))

    assert bare == quoted

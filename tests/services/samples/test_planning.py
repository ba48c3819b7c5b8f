"""Which schools there are, before any of them is written."""

import csv
from collections import Counter

import pytest

from inspector.criteria.catalogue import Catalogue
from inspector.criteria.model import Measure
from inspector.scoring.ratings import check_rating
from inspector.services.facts import known
from inspector.services.samples.names import FIRST, SECOND, proper_names
from inspector.services.samples.schools import IN_FULL, counts, planned
from inspector.services.samples.tree import DATA, LISTS
from inspector.services.samples.truth import rating
from inspector.services.visiting import is_met
from inspector.text import fold


def by_district(schools) -> Counter:
    return Counter(one.district for one in schools)


def test_the_full_scale_has_as_many_schools_in_each_district_as_the_list_says():
    with (DATA / "preschools-hanoi-invented.csv").open(encoding="utf-8", newline="") as file:
        wanted = {line["district"]: int(line["total"]) for line in csv.DictReader(file)}
    schools = planned(1, "full")

    assert by_district(schools) == wanted
    assert len(schools) == 1147


def test_public_and_private_schools_are_as_many_as_the_list_says():
    public = Counter(one.district for one in planned(1, "full") if one.facts["ownership"] == "public")

    assert public == {district: number for district, (number, _) in counts().items()}


def test_without_a_scale_three_districts_are_full_and_each_other_has_two_schools():
    schools = planned(1, None)
    wanted = {district: sum(both) if district in IN_FULL else 2 for district, both in counts().items()}

    assert by_district(schools) == wanted
    assert len(schools) == 165


@pytest.mark.parametrize("scale", [1, 2, 21, 22, 70])
def test_a_scale_takes_so_many_of_each_district_and_never_more_than_there_are(scale: int):
    wanted = {district: min(scale, sum(both)) for district, both in counts().items()}

    assert by_district(planned(1, scale)) == wanted


def test_a_school_is_the_same_at_every_scale():
    full = {one.code: one for one in planned(1, "full")}

    assert all(full[one.code] == one for one in planned(1, 2))


def test_codes_say_province_district_and_number():
    codes = {one.code for one in planned(1, "full")}

    assert len(codes) == 1147
    assert {"01-008-027", "01-001-001", "01-282-030"} <= codes


def test_no_two_schools_have_one_name():
    names = [one.name for one in planned(1, "full")]

    assert len(set(names)) == len(names)
    assert all(name.startswith(("Trường MN ", "Lớp MN độc lập ")) for name in names)


def test_no_school_can_be_taken_for_one_that_exists():
    places = set()
    for name in LISTS:
        with (DATA / name).open(encoding="utf-8", newline="") as file:
            places |= {fold(line["name"].split(" ", 1)[1]) for line in csv.DictReader(file)}
    pilots = [fold(one) for one in ("Thanh Xuân Bắc", "Vinschool", "The Harmony", "Đặng Xá", "Họa Mi")]

    assert {"hoang mai", "cau giay"} <= places
    assert not {fold(one) for one in (*FIRST, *SECOND)} & places
    assert not [one for one in proper_names(1) if any(f" {pilot} " in f" {fold(one)} " for pilot in pilots)]
    # a flower or a commune alone is how real schools are called
    assert all(len(name.split()) >= 4 for name in proper_names(1))


def test_names_are_enough_for_all_schools_and_differ_with_the_seed():
    assert len(set(proper_names(1))) == len(FIRST) * len(SECOND) >= 1147
    assert proper_names(1) != proper_names(2)


def test_who_sees_more_than_there_is_rates_no_worse_and_every_rating_can_be_given(catalogue: Catalogue):
    some = {"boolean": "true", "number": "120"}
    measured = 0
    for one in catalogue.sets.values():
        for edition in one.editions:
            stored = {
                kind.id: some.get(kind.type) or next(iter(kind.options)) for kind in edition.facts_asked
            }
            facts = known(edition.facts, stored)
            for indicator in edition.indicators.values():
                given = [rating(indicator, step / 8 - 3, 0, facts) for step in range(48)]
                met = [is_met(edition, indicator.id, value, stored) for value in given]
                assert all(check_rating(indicator, value) == value for value in given)
                if isinstance(indicator.answer, Measure) and indicator.answer.report_only:
                    assert set(met) == {None}
                else:
                    assert met in ([False] * 25 + [True] * 23, [False] * 24 + [True] * 24)
                measured += isinstance(indicator.answer, Measure)
    assert measured

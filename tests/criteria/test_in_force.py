"""Which edition of a set is in force on a day, and what is offered where there is none."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from inspector.criteria.catalogue import Catalogue
from inspector.criteria.in_force import in_force, last_day
from inspector.criteria.model import CriteriaSet, Edition
from inspector.text import Text
from tests.criteria.builders import a_set_file, an_edition, publish, read, write, write_edition

WORDS = Text("a", "b")


def an_edition_of(day: str, status: str = "published") -> Edition:
    first_day = date.fromisoformat(day)
    return read(an_edition(first_day=first_day, status=status), first_day)


def a_set(*editions: Edition, ended: date | None = None) -> CriteriaSet:
    return CriteriaSet("tried", WORDS, WORDS, "school", True, ended, (), editions)


FIRST, SECOND = an_edition_of("2020-09-01"), an_edition_of("2022-02-15")
DRAFT = an_edition_of("2026-07-01", "draft")


@pytest.mark.parametrize(
    ("day", "edition"),
    [
        (date(2020, 8, 31), None),
        (date(2020, 9, 1), FIRST),
        (date(2022, 2, 14), FIRST),
        (date(2022, 2, 15), SECOND),
        (date(2099, 1, 1), SECOND),
    ],
)
def test_an_edition_is_in_force_from_its_first_day_to_the_day_before_the_next(
    day: date, edition: Edition | None
):
    assert in_force(a_set(SECOND, FIRST), day).edition == edition


@pytest.mark.parametrize(("day", "edition"), [(date(2025, 6, 30), SECOND), (date(2025, 7, 1), None)])
def test_the_last_edition_ends_with_its_set(day: date, edition: Edition | None):
    found = in_force(a_set(FIRST, SECOND, ended=date(2025, 6, 30)), day)

    assert found.edition == edition
    assert found.offered == SECOND


def test_the_end_of_a_set_does_not_shorten_an_edition_that_another_followed():
    ended = a_set(FIRST, SECOND, ended=date(2025, 6, 30))

    assert last_day(FIRST, ended) == date(2022, 2, 14)
    assert last_day(SECOND, ended) == date(2025, 6, 30)
    assert last_day(SECOND, a_set(FIRST, SECOND)) is None


def test_a_draft_is_named_and_never_chosen():
    found = in_force(a_set(FIRST, SECOND, DRAFT), date(2026, 7, 1))

    assert (found.edition, found.offered, found.draft) == (SECOND, SECOND, DRAFT)
    assert not found.only_draft


def test_a_draft_of_a_day_to_come_is_not_named():
    assert in_force(a_set(FIRST, DRAFT), date(2026, 6, 30)).draft is None


def test_a_draft_that_a_published_edition_followed_is_not_named():
    assert in_force(a_set(an_edition_of("2021-01-01", "draft"), SECOND), date(2023, 1, 1)).draft is None


def test_a_published_edition_ends_with_the_next_published_one_not_with_a_draft():
    assert last_day(SECOND, a_set(SECOND, DRAFT)) is None


def test_where_only_a_draft_covers_the_day_the_last_published_edition_is_offered():
    found = in_force(a_set(FIRST, DRAFT, ended=date(2025, 6, 30)), date(2026, 9, 1))

    assert (found.edition, found.draft, found.offered) == (None, DRAFT, FIRST)
    assert found.only_draft


def test_before_every_published_edition_the_first_to_come_is_offered():
    found = in_force(a_set(FIRST, SECOND), date(2019, 1, 1))

    assert (found.edition, found.draft, found.offered) == (None, None, FIRST)


@pytest.mark.parametrize("editions", [(), (DRAFT,)])
def test_a_set_that_published_nothing_offers_nothing(editions: Sequence[Edition]):
    found = in_force(a_set(*editions), date(2026, 9, 1))

    assert (found.edition, found.offered) == (None, None)
    assert found.only_draft is bool(editions)


def a_catalogue(folder: Path) -> Catalogue:
    for day in ("2020-09-01", "2022-02-15"):
        first_day = date.fromisoformat(day)
        write_edition(folder, an_edition(first_day=first_day, status="published"), day=day)
    write(folder / "tried/set.yaml", a_set_file(ranking="forbidden", ended="2025-06-30", audience="area"))
    publish(folder)
    return Catalogue.read(folder)


def test_a_catalogue_finds_editions_by_day_by_digest_and_by_name(tmp_path: Path):
    catalogue = a_catalogue(tmp_path)
    found = catalogue.edition("tried", date(2022, 2, 15))

    assert catalogue.in_force("tried", date(2023, 1, 1)).edition == found
    assert catalogue.by_digest(found.digest) == found
    assert catalogue.by_digest("0" * 64) is None


def test_a_catalogue_knows_what_its_sets_say(tmp_path: Path):
    (found,) = a_catalogue(tmp_path).sets.values()

    assert (found.id, found.audience, found.ranking_allowed) == ("tried", "area", False)
    assert found.ended == date(2025, 6, 30)
    assert [one.id for one in found.editions] == ["tried/2020-09-01", "tried/2022-02-15"]


@pytest.mark.parametrize(("set_id", "day"), [("other", date(2022, 2, 15)), ("tried", date(2022, 2, 16))])
def test_an_edition_that_is_not_there_is_a_key_error(tmp_path: Path, set_id: str, day: date):
    with pytest.raises(KeyError):
        a_catalogue(tmp_path).edition(set_id, day)

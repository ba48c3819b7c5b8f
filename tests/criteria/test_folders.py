"""What is wrong with folders of editions and sets: names, digests, links, files that would be left out."""

import os
from pathlib import Path

import pytest

from inspector.criteria.catalogue import Catalogue, FaultyCatalogue
from inspector.criteria.check import check_catalogue, check_edition
from inspector.criteria.files import MAX_BYTES
from inspector.criteria.model import Edition
from inspector.criteria.problem import Problem
from tests.criteria.builders import (
    FIRST_DAY,
    a_criterion,
    a_set_file,
    an_edition,
    as_yaml,
    publish,
    write,
    write_edition,
)


@pytest.fixture
def criteria(tmp_path: Path) -> Path:
    """A folder with one set of one draft."""
    folder = tmp_path / "criteria"
    write_edition(folder, an_edition())
    write(folder / "tried" / "set.yaml", a_set_file())
    return folder


def problems_in(criteria: Path) -> list[str]:
    """What is wrong, with paths from the folder of all sets."""
    return [str(one).replace(f"{criteria}/", "") for one in check_catalogue(criteria).problems]


def only_problem_in(criteria: Path) -> str:
    (problem,) = problems_in(criteria)
    return problem


def problems_in_edition(folder: Path) -> list[str]:
    return [str(one).replace(f"{folder}/", "") for one in check_edition(folder).problems]


def test_a_folder_in_which_nothing_is_wrong(criteria: Path):
    checked = check_catalogue(criteria)

    assert (checked.problems, checked.editions, checked.examples) == ((), 1, 0)


def test_a_folder_without_sets_is_not_passed(tmp_path: Path):
    write(tmp_path / "facts.yaml", "facts: {}")
    write(tmp_path / "provisions.yaml", "provisions: {}")

    assert "There is no criteria set here." in only_problem_in(tmp_path)


def test_a_folder_that_is_not_there_is_not_passed(tmp_path: Path):
    assert any("There is no criteria set here." in one for one in problems_in(tmp_path / "criteria"))


def test_a_set_without_an_edition_is_not_passed(criteria: Path):
    write(criteria / "other" / "set.yaml", a_set_file("other"))

    assert only_problem_in(criteria) == "other: The set has no edition. Add a folder named by its first day."


@pytest.mark.parametrize("name", ["facts.yaml", "provisions.yaml"])
def test_the_shared_files_must_be_there(criteria: Path, name: str):
    (criteria / name).unlink()

    assert only_problem_in(criteria).startswith(f"{name}: The file is missing.")


def test_a_fault_in_the_shared_files_is_said_once(criteria: Path):
    write_edition(criteria, an_edition(), day="2026-10-01")
    write(
        criteria / "tried/2026-10-01/edition.yaml",
        an_edition()["edition.yaml"].replace("2026-09-01", "2026-10-01"),
    )
    write(criteria / "provisions.yaml", "provisions: {p: {read: full}}")

    assert problems_in(criteria) == ["provisions.yaml, line 1: Provision p lacks “title”. Add it."]


def test_hidden_files_and_texts_beside_are_let_be(criteria: Path):
    for name in (
        ".git/x",
        "tried/.DS_Store",
        "tried/2026-09-01/CHANGES.md",
        "README.md",
        "tried/2026-09-01/groups/.x",
    ):
        write(criteria / name, "anything")

    assert problems_in(criteria) == []


@pytest.mark.parametrize("name", ["2026-9-1", "2026-02-30", "draft", "2026-09-01-old"])
def test_a_folder_that_is_not_named_by_a_day_is_a_problem(criteria: Path, name: str):
    (criteria / "tried" / name).mkdir()

    assert only_problem_in(criteria).startswith(f"tried/{name}: The folder is not named by a day")


def test_a_folder_named_by_another_day_than_its_edition_is_a_problem(criteria: Path):
    (criteria / "tried/2026-09-01").rename(criteria / "tried/2026-09-02")

    assert "in force from 2026-09-01, and its folder is named 2026-09-02" in only_problem_in(criteria)


@pytest.mark.parametrize("name", ["02-b.yml", "b.yaml", "2-b.yaml", "02-b.yaml~", "02-b.YAML", "notes.txt"])
def test_a_file_among_groups_that_would_be_left_out_is_a_problem(criteria: Path, name: str):
    write(criteria / "tried/2026-09-01/groups" / name, "id: B")

    assert only_problem_in(criteria).startswith(f"tried/2026-09-01/groups/{name}: This is not the name")


def test_a_folder_in_the_place_of_a_file_is_a_problem(criteria: Path):
    (criteria / "tried/2026-09-01/groups/02-b.yaml").mkdir()
    assert problems_in(criteria) == [
        "tried/2026-09-01/groups/02-b.yaml: This is no file. Put a text file in its place."
    ]


def test_a_file_whose_name_is_no_text_is_a_problem(criteria: Path):
    odd = os.fsencode(criteria / "tried/2026-09-01/groups") + b"/02-\xff.yaml"
    with open(odd, "wb") as file:  # noqa: PTH123  (a path of bytes)
        file.write(b"id: B")

    (problem,) = check_catalogue(criteria).problems
    assert "This is not the name of a group's file" in str(problem)


@pytest.mark.parametrize("name", ["edition.yaml", "groups/01-a.yaml"])
def test_a_file_that_is_not_utf_8_is_named_with_its_line(criteria: Path, name: str):
    write(criteria / "tried/2026-09-01" / name, b"id: A\n# t\xean\n")

    assert problems_in(criteria) == [
        f"tried/2026-09-01/{name}, line 2: The file is not UTF-8 from here on. Save it as UTF-8."
    ]


def test_facts_that_are_not_utf_8_are_not_missed_in_conditions(criteria: Path):
    write_edition(criteria, an_edition(criteria=[a_criterion("A01", applies_if={"setting": ["school"]})]))
    write(criteria / "facts.yaml", b"\xff")

    assert problems_in(criteria) == [
        "facts.yaml, line 1: The file is not UTF-8 from here on. Save it as UTF-8."
    ]


def test_a_file_of_utf_16_is_a_problem(criteria: Path):
    write(criteria / "tried/2026-09-01/edition.yaml", "format: 1".encode("utf-16"))

    assert "not UTF-8" in only_problem_in(criteria)


def test_a_file_with_a_byte_order_mark_is_read(criteria: Path):
    path = criteria / "tried/2026-09-01/edition.yaml"
    write(path, b"\xef\xbb\xbf" + path.read_bytes())

    assert problems_in(criteria) == []


def test_a_file_that_is_far_too_large_is_a_problem(criteria: Path):
    write(criteria / "tried/2026-09-01/edition.yaml", "#" * (MAX_BYTES + 1))

    assert "larger than 5,000,000 bytes. Split it." in only_problem_in(criteria)


# set.yaml


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"id": "other"}, "The set “other” lies in the folder “tried”. Rename one of the two."),
        ({"id": "all"}, "“id” of the set is “all”, a reserved word."),
        ({"title": {"vi": "a"}}, "“title” of the set lacks “en”"),
        ({"about": {"vi": "", "en": "a"}}, "“about” of the set (vi) is empty"),
        ({"audience": "parents"}, "Write one of: school, area."),
        ({"ranking": "never"}, "Write one of: allowed, forbidden."),
        ({"ended": "soon"}, "“ended” is “soon”, not a day."),
        ({"owner": "x"}, "set.yaml has no key “owner”"),
        ({"links": {}}, "“links” is a mapping, not a list"),
        ({"links": [{"from": "A01"}]}, "A link lacks “same_as”"),
        ({"links": [{"from": "A01", "same_as": "A02"}]}, "Write “set:indicator”"),
        ({"links": [{"from": "A01", "same_as": "a:b:c"}]}, "Write “set:indicator”"),
        ({"links": [{"from": "A09", "same_as": "tried:A02"}]}, "“A09”, which no edition of the set has"),
        (
            {"links": [{"from": "A01", "same_as": "other:A02"}]},
            "“other”, which is no set here. Use one of: tried.",
        ),
        ({"links": [{"from": "A01", "same_as": "tried:A09"}]}, "“A09”, which no edition of tried has"),
    ],
)
def test_a_fault_in_set_yaml_is_named(criteria: Path, keys: dict[str, object], said: str):
    write(criteria / "tried/set.yaml", a_set_file(**keys))  # type: ignore[arg-type]
    problem = only_problem_in(criteria)

    assert problem.startswith("tried/set.yaml, line ")
    assert said in problem


def test_set_yaml_must_be_there(criteria: Path):
    (criteria / "tried/set.yaml").unlink()

    assert only_problem_in(criteria).startswith("tried/set.yaml: The file is missing.")


def test_a_set_in_a_folder_that_is_no_id_is_a_problem(criteria: Path):
    (criteria / "tried").rename(criteria / "thử")

    assert any("The folder “thử” is not named by an id." in one for one in problems_in(criteria))


def test_links_lead_to_indicators_of_any_edition(criteria: Path):
    write_edition(criteria, an_edition(criteria=[a_criterion("B01")]), "other")
    write(criteria / "other/set.yaml", a_set_file("other"))
    write(criteria / "tried/set.yaml", a_set_file(links=[{"from": "A01", "same_as": "other:B01"}]))

    assert problems_in(criteria) == []
    (link,) = Catalogue.read(criteria).sets["tried"].links
    assert (link.from_, link.set_id, link.indicator) == ("A01", "other", "B01")


def test_a_set_cannot_end_before_its_last_edition_begins(criteria: Path):
    write_edition(criteria, an_edition(status="published"))
    publish(criteria)
    write(criteria / "tried/set.yaml", a_set_file(ended="2026-08-31"))

    assert "ended on 2026-08-31, before its edition 2026-09-01 began" in only_problem_in(criteria)

    write(criteria / "tried/set.yaml", a_set_file(ended="2026-09-01"))
    assert problems_in(criteria) == []


def test_a_criterion_replaces_one_of_an_edition_before(criteria: Path):
    later = an_edition(criteria=[a_criterion("B01", replaces=["A01", "Z"])])
    later["edition.yaml"] = later["edition.yaml"].replace("2026-09-01", "2027-09-01")
    write_edition(criteria, later, day="2027-09-01")

    assert only_problem_in(criteria) == (
        "tried/2027-09-01: Criterion B01 replaces “Z”, which no edition before has. Correct “replaces”."
    )


# published.yaml


def test_a_published_edition_with_its_digest_is_sound(criteria: Path):
    write_edition(criteria, an_edition(status="published"))
    publish(criteria)

    assert problems_in(criteria) == []


def test_a_published_edition_that_is_not_listed_is_a_problem_that_says_its_digest(criteria: Path):
    write_edition(criteria, an_edition(status="published"))
    problem = only_problem_in(criteria)
    publish(criteria)
    digest = Catalogue.read(criteria).edition("tried", FIRST_DAY).digest

    assert problem == (
        "tried/published.yaml: The edition 2026-09-01 is published and not listed. "
        f'Add the line “"2026-09-01": {digest}”.'
    )


@pytest.mark.parametrize("where", ["edition", "groups", "facts"])
def test_a_published_edition_that_changed_is_a_problem(criteria: Path, where: str):
    def written(**keys: str) -> dict[str, str]:
        weight, step, fact = keys.get("groups", "1"), keys.get("edition", "2"), keys.get("facts", "school")
        facts = {
            "f": {
                "title": {"vi": "a", "en": "b"},
                "type": "choice",
                "options": {fact: {"vi": "a", "en": "b"}},
            }
        }
        condition = {"f": fact} if "facts" in keys else {"f": "school"}
        return an_edition(
            status="published",
            facts=facts,
            defaults={"scale": "met", "weight": step},
            criteria=[a_criterion("A01", weight=weight, applies_if=condition)],
        )

    write_edition(criteria, written())
    publish(criteria)
    write_edition(criteria, written(**{where: "3"}))

    problem = only_problem_in(criteria)
    assert problem.startswith("tried/published.yaml, line 2: The edition 2026-09-01 has the digest ")
    assert "Take the change back" in problem


def test_an_entry_without_an_edition_is_a_problem(criteria: Path):
    write(criteria / "tried/published.yaml", as_yaml({"2020-09-01": "0" * 64}))

    assert only_problem_in(criteria).startswith(
        "tried/published.yaml, line 2: There is no edition 2020-09-01. Put its folder back"
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('"2026-09-01": abc', "This is no digest. Write 64 hexadecimal digits."),
        ('"2026-09-01": null', "This is no digest."),
        ('"2026-09-01": [a]', "This is no digest."),
        ("today: " + "0" * 64, "“today” is no day."),
        ("- a", "published.yaml is a list, not a mapping."),
        ("a: [", "This is not YAML"),
        ('"2026-09-01": ' + "a" * 64 + '\n"2026-09-01": ' + "a" * 64, "is given twice"),
    ],
)
def test_a_fault_in_published_yaml_is_named(criteria: Path, content: str, said: str):
    write(criteria / "tried/published.yaml", content)

    assert any(one.startswith("tried/published.yaml, line") and said in one for one in problems_in(criteria))


def test_a_draft_needs_no_digest_and_an_empty_list_is_fine(criteria: Path):
    write(criteria / "tried/published.yaml", "{}")

    assert problems_in(criteria) == []


def test_a_digest_in_capital_letters_is_the_same(criteria: Path):
    write_edition(criteria, an_edition(status="published"))
    publish(criteria)
    path = criteria / "tried/published.yaml"
    write(path, path.read_text().upper())

    assert problems_in(criteria) == []


# one edition


def test_one_edition_is_checked_with_its_digest(criteria: Path):
    folder = write_edition(criteria, an_edition(status="published"))

    assert len(problems_in_edition(folder)) == 1
    publish(criteria)
    assert problems_in_edition(folder) == []


def test_one_edition_needs_no_set_file(criteria: Path):
    (criteria / "tried/set.yaml").unlink()

    assert problems_in_edition(criteria / "tried/2026-09-01") == []


def test_one_edition_is_checked_with_the_set_file_beside_it(criteria: Path):
    write(criteria / "tried/set.yaml", a_set_file(audience="all"))

    assert len(problems_in_edition(criteria / "tried/2026-09-01")) == 1


def test_a_folder_that_is_no_edition_is_not_passed(tmp_path: Path):
    assert problems_in_edition(tmp_path / "nothing") == [
        "edition.yaml: The file is missing. Add it, or correct the path.",
        "groups: The edition has no group. Add groups/01-name.yaml.",
    ]


def test_given_facts_that_are_missing_are_a_problem(criteria: Path):
    checked = check_edition(criteria / "tried/2026-09-01", facts=criteria / "f.yaml")

    assert [str(one) for one in checked.problems] == [
        f"{criteria}/f.yaml: The file is missing. Add it, or correct the path."
    ]


# examples


EXAMPLE = {"name": "All is met", "ratings": {"all": "met"}, "expect": {"outcome": "pass"}}


def unlike(edition: Edition, text: str, file: str) -> list[Problem]:
    """Stands for scoring: an example that says “wrong” is wrong."""
    return [Problem(file, None, "The outcome is another.", "Correct it.")] if "wrong" in text else []


def test_examples_are_scored(criteria: Path):
    write(criteria / "tried/2026-09-01/examples/a.yaml", as_yaml(EXAMPLE))
    write(criteria / "tried/2026-09-01/examples/b.yaml", as_yaml(EXAMPLE | {"name": "wrong"}))
    of_all = check_catalogue(criteria, unlike)
    of_one = check_edition(criteria / "tried/2026-09-01", score_example=unlike)

    assert of_all.problems == of_one.problems
    assert of_all.examples == of_one.examples == 2
    (problem,) = of_all.problems
    assert problem.file.endswith("examples/b.yaml")


@pytest.mark.parametrize(
    ("example", "said"),
    [
        ("a: [", "This is not YAML"),
        (as_yaml({"expect": {"met": 1}}), "The example lacks “name”"),
        (as_yaml(EXAMPLE | {"name": 1}), "“name” is “1” (a number), not text"),
        (as_yaml(EXAMPLE | {"rating": {}}), "The example has no key “rating”"),
        (as_yaml({"name": "a"}), "has neither “expect” nor “expect_refused”"),
        (as_yaml(EXAMPLE | {"expect_refused": True}), "has both “expect” and “expect_refused”"),
        (as_yaml(EXAMPLE | {"expect": {}}), "“expect” names no part of the result"),
        (as_yaml(EXAMPLE | {"expect": None}), "“expect” names no part of the result"),
        (as_yaml({"name": "a", "expect_refused": False}), "“expect_refused” is false"),
    ],
)
def test_a_fault_in_an_example_is_named_even_where_the_edition_is_faulty(
    criteria: Path, example: str, said: str
):
    write(criteria / "tried/2026-09-01/examples/a.yaml", example)
    assert said in only_problem_in(criteria)

    write(criteria / "tried/2026-09-01/edition.yaml", "")
    assert len(problems_in(criteria)) == 2


def test_an_example_that_would_be_left_out_is_a_problem(criteria: Path):
    write(criteria / "tried/2026-09-01/examples/a.yml", as_yaml(EXAMPLE))

    assert "ends in .yaml" in only_problem_in(criteria)


# the catalogue that the program reads


def test_a_catalogue_with_a_fault_is_refused_with_all_of_them(criteria: Path):
    write(criteria / "tried/set.yaml", a_set_file(audience="all"))
    write(criteria / "facts.yaml", "facts: 1")

    with pytest.raises(FaultyCatalogue) as caught:
        Catalogue.read(criteria)

    assert [Path(one.file).name for one in caught.value.problems] == ["facts.yaml", "set.yaml"]
    assert len(str(caught.value).splitlines()) == 2

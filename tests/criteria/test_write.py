"""What is written reads back as the same edition, and reads as if a person had laid it out."""

from pathlib import Path

import pytest
from hypothesis import given

from inspector.criteria.digest import as_written
from inspector.criteria.load import load_edition, read_edition
from inspector.criteria.strict_yaml import Kind, MapNode, Node, ScalarNode, parse
from inspector.criteria.write import as_yaml, with_entries, write_files, written_anew
from tests.criteria.builders import FIRST_DAY, SET_ID, an_edition, read
from tests.criteria.written import editions

EDITIONS = sorted(
    path.parent for path in (Path(__file__).resolve().parents[2] / "criteria").glob("*/*/edition.yaml")
)


def node_of(text: str) -> Node:
    node, problems = parse(text, "a.yaml")
    assert node is not None
    assert not problems
    return node


@pytest.mark.parametrize("folder", EDITIONS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_an_edition_of_the_program_survives(folder: Path):
    edition = load_edition(folder)
    again, problems = read_edition(edition.set_id, edition.in_force_from, written_anew(edition))

    assert problems == ()
    assert again == edition


@given(editions())
def test_any_edition_survives(files: dict[str, str]):
    edition = read(files)
    again, problems = read_edition(SET_ID, FIRST_DAY, written_anew(edition))

    assert problems == ()
    assert again == edition


@given(editions())
def test_what_is_written_is_written_the_same_again(files: dict[str, str]):
    once = written_anew(read(files))

    assert written_anew(read(dict(once))) == once


def test_facts_and_provisions_of_all_sets_are_left_as_they_are():
    files = an_edition()
    anew = written_anew(read(files))

    assert anew["facts.yaml"] == files["facts.yaml"]
    assert anew["provisions.yaml"] == files["provisions.yaml"]


def test_groups_get_files_in_their_order():
    head, first, second = (node_of(text) for text in ("format: 1", "id: B", "id: A.1"))

    assert write_files(head, {"B": first, "A.1": second}) == {
        "edition.yaml": "format: 1\n",
        "groups/01-B.yaml": "id: B\n",
        "groups/02-A.1.yaml": "id: A.1\n",
    }


AS_PEOPLE_WRITE = """\
id: A
title: {vi: "Góc sách", en: "The corner"}
criteria:
  - id: BC-1
    text: {vi: "Trẻ tự lấy được sách.", en: "Children can take books."}
    mandatory: {setting: [school]}
    evidence: [{vi: "Quan sát: giá sách", en: "Observation: shelves"}]
    provisions:
      - {ref: tt45-2021, at: "Điều 8"}
      - {ref: tt13-2010}
  - id: "1.10"
    text:
      vi: "Sách được thay mới thường xuyên, ít nhất một phần năm số sách trong mỗi tháng của năm học."
      en: "Books are renewed regularly, at least one in five of them in every month of the school year."
    measure: {unit: "%", at_least: 20, easier: [{when: {hard_area: true}, at_least: 1.50}]}
    guidance:
      vi: |-
        Một dòng.

        Dòng nữa: "có dấu".
      en: "One line: it has \\"marks\\", a \\\\ and\\ta tab."
    replaces: ["1.1", BC-0]
    official_ref: null
    good_practice: true
"""


def test_the_layout_is_that_of_the_sets_written_by_hand():
    assert as_yaml(node_of(AS_PEOPLE_WRITE)) == AS_PEOPLE_WRITE


HEAD = """\
format: 1
status: draft
in_force: {from: 2024-09-01}
provenance:
  wording: adapted
  note: {vi: "Ví dụ", en: "Example"}
scales:
  met:
    options:
      - {id: met, points: 1, label: {vi: "Đạt", en: "Met"}}
      - {id: "null", points: 0, label: {vi: "Chưa", en: "Not"}}
    met_from: met
evidence_code: "H{box}"
rule:
  method: count
  variants:
    - {when: {setting: [school]}, reach: {pass: {at_least: 40, of: 50}}}
    - {reach: {}}
  gates: []
"""


def test_scales_and_rules_stand_over_lines_of_their_own():
    assert as_yaml(node_of(HEAD)) == HEAD


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("a-1.b", "a: a-1.b\n"),
        ("1", 'a: "1"\n'),
        ("true", 'a: "true"\n'),
        ("No", 'a: "No"\n'),
        ("2024-09-01", 'a: "2024-09-01"\n'),
        ("a b", 'a: "a b"\n'),
        ("a\n", 'a: "a\\n"\n'),
        ("a\nb\n", "a: |\n  a\n  b\n"),
        (" a\nb", 'a: " a\\nb"\n'),
        ("a\n ", 'a: "a\\n "\n'),
        ("a\u2028b", 'a: "a\\u2028b"\n'),
    ],
)
def test_a_text_is_quoted_where_yaml_would_take_it_for_something_else(words: str, written: str):
    node = MapNode(1, ((ScalarNode(1, Kind.TEXT, "a"), ScalarNode(1, Kind.TEXT, words)),))

    assert as_yaml(node) == written
    assert as_written(node_of(written)) == {"a": words}


SHARED = "# kept\nfacts:\n  # this too\n  hard_area: {title: {vi: a, en: b}, type: boolean}   # and this\n"


def entry(text: str) -> tuple[ScalarNode, Node]:
    node = node_of(text)
    assert isinstance(node, MapNode)
    return node.entries[0]


def test_an_entry_is_added_at_the_end_and_the_rest_stays():
    new = entry('"1.5": {title: {vi: "Đ", en: "E"}, type: boolean}')

    for text in (SHARED, SHARED.rstrip("\n")):
        assert with_entries(text, "facts", [new]) == (
            SHARED + '  "1.5":\n    title: {vi: "Đ", en: "E"}\n    type: boolean\n'
        )


@pytest.mark.parametrize(
    "text",
    ["facts: {}\n", "facts: {a: {type: boolean}}\n", "facts:\n    a: {type: boolean}\n", "- a\n", "a: [\n"],
)
def test_a_text_that_nothing_can_follow_is_left_alone(text: str):
    assert with_entries(text, "facts", [entry("b: {type: boolean}")]) is None

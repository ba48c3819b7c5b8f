"""No text whatsoever makes reading fail: it becomes an edition, or problems."""

import json
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.criteria.check import check_catalogue
from inspector.criteria.load import read_edition
from inspector.criteria.set_file import read_published, read_set_file
from tests.criteria.builders import (
    a_criterion,
    a_group,
    a_scale,
    an_edition,
    an_indicator,
    an_option,
    as_yaml,
    count_rule,
    levels_rule,
    points_rule,
    text,
    write,
    write_edition,
)

GATES = [{"id": "R1", "text": text(), "applies_if": {"hard_area": True}}]
MEASURED = a_criterion(
    "M",
    measure={"unit": "%", "at_least": 55, "easier": [{"when": {"children": {"at_most": 9}}, "at_least": 1}]},
)
POINTS = an_edition(
    points_rule(group_floor={"good": 70}, mandatory_unmet={"at_most": "fair"}, gates=GATES),
    [a_criterion("A01", mandatory={"setting": ["school"]}, provisions=[{"ref": "tt45-2021"}]), MEASURED],
    concerns={"meals": ["cooked"]},
    evidence_code="H{box}-{number:02}",
)
COUNT = an_edition(count_rule(gates=[*GATES]), [a_criterion("A01", evidence=[text()]), a_criterion("A02")])
LEVELS = an_edition(
    levels_rule(
        {"level": 1, "mandatory": "all", "others_at_least": 1}, recognitions=[{"level": 1, "title": text()}]
    ),
    [a_criterion("A01", level=1, indicators=[an_indicator("a", score={"max": 5, "step": 1, "met_from": 2})])],
)
ALL = [POINTS, COUNT, LEVELS]

ODD = st.sampled_from(
    [
        *[
            "null",
            "~",
            "{}",
            "[]",
            "true",
            "no",
            "0",
            "-1",
            "1.5",
            "01",
            "1e999",
            ".inf",
            ".nan",
            "1_0",
            "0x1",
        ],
        *[
            "2026-09-01",
            "2026-99-99",
            "''",
            '""',
            "*a",
            "&a b",
            "!!str 1",
            "!x",
            "<<",
            "=",
            "---",
            "...",
            "- ",
            "? ",
        ],
        *[
            ": ",
            "#",
            "\t",
            "\n",
            "\r\n",
            "\u0000",
            "\ud800",
            "\ufeff",
            "\u0085",
            "\u2028",
            "e\u0301",
            "%YAML 1.2\n",
        ],
        *[
            "[" * 50,
            "{a: " * 50,
            "9" * 5000,
            '"A01"',
            "all",
            "{vi: a}",
            "[a, [b]]",
            "{at_least: 1, at_most: 0}",
        ],
    ]
)


@st.composite
def edited(draw: st.DrawFn) -> dict[str, str]:
    """A sound edition in which pieces of text were cut out, doubled or written over."""
    files = dict(draw(st.sampled_from(ALL)))
    for _ in range(draw(st.integers(1, 4))):
        name = draw(st.sampled_from(sorted(files)))
        content = files[name]
        start = draw(st.integers(0, len(content)))
        end = draw(st.integers(start, min(len(content), start + 40)))
        piece = draw(ODD | st.text(max_size=8) | st.just(content[start:end] * 2))
        files[name] = content[:start] + piece + content[end:]
    return files


VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-2, 200)
    | st.sampled_from(["met", "A01", "school", "all", "0.5", ""]),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["id", "vi", "en", "level"]), inner)
    ),
    max_leaves=4,
)


@st.composite
def miswritten(draw: st.DrawFn) -> dict[str, str]:
    """A sound edition in which one value, anywhere, is another, of any type."""
    files = dict(draw(st.sampled_from(ALL)))
    name = draw(st.sampled_from(sorted(files)))
    content = json.loads(files[name])
    places = list(places_in(content))
    holder, key = draw(st.sampled_from(places))
    holder[key] = draw(VALUES)
    files[name] = as_yaml(content)
    return files


def places_in(content: Any) -> Any:
    keys = content if isinstance(content, dict) else range(len(content)) if isinstance(content, list) else ()
    for key in keys:
        yield content, key
        yield from places_in(content[key])


def is_answered(files: dict[str, str]) -> None:
    edition, problems = read_edition("tried", date(2026, 9, 1), files)

    assert (edition is None) == bool(problems)
    for one in problems:
        assert one.file
        assert one.what
        assert one.remedy
        assert len(str(one).splitlines()) == 1
    if edition is not None:
        assert read_edition("tried", date(2026, 9, 1), edition.files) == (edition, ())


def test_the_editions_that_are_edited_are_sound_before():
    for files in ALL:
        assert read_edition("tried", date(2026, 9, 1), files)[1] == ()


@given(edited())
def test_an_edition_with_any_edits_is_read_or_refused(files: dict[str, str]):
    is_answered(files)


@given(miswritten())
def test_an_edition_with_any_value_in_any_place_is_read_or_refused(files: dict[str, str]):
    is_answered(files)


@given(
    st.dictionaries(st.text(min_size=1, max_size=20) | st.sampled_from(sorted(POINTS)), st.text(max_size=40))
)
def test_any_files_are_read_or_refused(files: dict[str, str]):
    is_answered(files)


@given(st.text(max_size=60) | ODD)
def test_any_text_beside_editions_is_read_or_refused(content: str):
    head, faults = read_set_file(content, "set.yaml", "tried")
    assert (head is None) == bool(faults)

    digests, faults = read_published(content, "published.yaml")
    assert digests is not None or faults


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(content: bytes):
    with TemporaryDirectory() as place:
        folder = write_edition(Path(place), COUNT)
        write(folder / "groups/01-a.yaml", content)
        assert check_catalogue(Path(place)).problems


@pytest.mark.parametrize("order", [1, -1])
def test_the_order_in_which_files_are_given_does_not_matter(order: int):
    files = an_edition(groups=[a_group(a_criterion(f"C{one}"), id_=f"G{one}") for one in range(5)])
    given_ = dict(list(files.items())[::order])

    assert read_edition("tried", None, given_) == read_edition("tried", None, files)


@given(st.permutations(range(4)), st.text("ab-", min_size=1, max_size=4))
def test_only_the_order_of_names_decides_the_order_of_groups(order: list[int], name: str):
    base = an_edition(groups=[a_group(a_criterion(f"C{one}"), id_=f"G{one}") for one in range(4)])
    shared = {key: value for key, value in base.items() if not key.startswith("groups/")}
    groups = {
        f"groups/{place:02}-{name}.yaml": base[f"groups/{one + 1:02}-a.yaml"]
        for place, one in enumerate(order)
    }
    edition, _ = read_edition("tried", None, shared | groups)

    assert edition is not None
    assert [one.id for one in edition.groups] == [f"G{one}" for one in order]


@given(st.lists(st.integers(0, 30), min_size=2, max_size=5, unique=True))
def test_points_that_fall_are_a_scale_and_others_are_none(points: list[int]):
    def problems(numbers: list[int]) -> int:
        options = [an_option(f"o{place}", number) for place, number in enumerate(numbers)]
        files = an_edition(scales={"met": a_scale(*options, met_from="o0")})
        return len(read_edition("tried", None, files)[1])

    falling = sorted(points, reverse=True)
    assert problems(falling) == 0
    assert problems(falling[::-1]) == len(points) - 1

"""The digest says which text an edition was, whatever its comments, spacing and line ends."""

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.criteria.digest import as_written, canonical_json, digest_of
from inspector.criteria.model import FactKind
from inspector.criteria.strict_yaml import Node, parse
from inspector.text import Text
from tests.criteria.builders import (
    FACTS,
    NO_RULE,
    a_criterion,
    a_group,
    an_edition,
    count_rule,
    read,
    text,
)

WORDS = Text("a", "b")
HARD_AREA = FactKind("hard_area", WORDS, "boolean", {})
SETTING = FactKind("setting", WORDS, "choice", {"school": WORDS, "independent": WORDS})


def node_of(written: str) -> Node:
    node, problems = parse(written, "f.yaml")
    assert node is not None
    assert not problems
    return node


def test_the_digest_of_the_format_is_kept():
    edition = node_of("format: 1\nstatus: published\nin_force: {from: 2021-03-01}\n")
    group = node_of("weight: 1.50  # a comment\nid: A\n")

    expected = "01fbbf143d9883cf792175cd7bcb2494c677789b9b69a6f08a14e84626293160"
    assert digest_of(edition, [group], [SETTING, HARD_AREA]) == expected


def test_the_digest_is_that_of_the_files_and_the_facts_they_use():
    files = an_edition(
        NO_RULE,
        [a_criterion("A01", mandatory={"setting": ["independent"]}, weight="1.50", official_ref=None)],
        concerns={"hard_area": True},
        status="published",
    )
    edition = json.loads(files["edition.yaml"])
    del edition["status"]
    edition["format"] = "1"
    edition["scales"]["met"]["options"][0]["points"] = "1"
    edition["scales"]["met"]["options"][1]["points"] = "0"
    facts = {
        "setting": {"type": "choice", "options": ["school", "independent"]},
        "hard_area": {"type": "boolean"},
    }
    whole = {"edition": edition, "facts": facts, "groups": [json.loads(files["groups/01-a.yaml"])]}
    plain = json.dumps(whole, sort_keys=True, ensure_ascii=False, separators=(",", ":"))

    assert read(files).digest == hashlib.sha256(plain.encode()).hexdigest()


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("edition.yaml", '"format": 1,', '"format": 1, # one'),
        ("edition.yaml", '"format": 1', '"format": "1"'),
        ("edition.yaml", '"draft"', '"published"'),
        ("edition.yaml", '"2026-09-01"', "2026-09-01"),
        ("groups/01-a.yaml", "\n", "\r\n"),
        ("groups/01-a.yaml", "\n", "\n\n"),
        ("groups/01-a.yaml", '"good_practice": true', '"good_practice": Yes'),
        ("facts.yaml", "x (vi)", "another title"),
        ("provisions.yaml", "Thông tư 45", "Thông tư 46"),
    ],
)
def test_what_is_only_another_way_to_write_it_does_not_matter(name: str, old: str, new: str):
    files = an_edition()
    assert old in files[name]
    written = files | {name: files[name].replace(old, new)}

    assert read(written).digest == read(files).digest


def test_the_order_of_keys_does_not_matter():
    files = an_edition()
    head = json.loads(files["edition.yaml"])
    turned = dict(reversed(head.items()))

    assert read(files | {"edition.yaml": json.dumps(turned)}).digest == read(files).digest


@pytest.mark.parametrize(
    "changed",
    [
        {"criteria": [a_criterion("A01")]},
        {"criteria": [a_criterion("A02"), a_criterion("A01")]},
        {"criteria": [a_criterion("A01", weight=1), a_criterion("A02")]},
        {"rule": count_rule(not_applicable="scale")},
        {"concerns": {"hard_area": True}},
    ],
)
def test_what_is_written_matters(changed):
    assert read(an_edition(**changed)).digest != read(an_edition()).digest


def test_a_number_counts_as_the_text_it_was_written_with():
    def digest(weight: str) -> str:
        return read(an_edition(criteria=[a_criterion("A01", weight=weight)])).digest

    assert digest("1.5") != digest("1.50")


def test_facts_that_are_used_matter_and_others_do_not():
    used = [a_criterion("A01", applies_if={"setting": ["school"]})]
    setting = FACTS["setting"]
    more = setting | {"options": setting["options"] | {"home": text()}}
    turned = setting | {"options": dict(reversed(setting["options"].items()))}
    without_others = {"setting": setting}
    plain = read(an_edition(criteria=used)).digest

    assert read(an_edition(criteria=used, facts=without_others)).digest == plain
    assert read(an_edition(criteria=used, facts=FACTS | {"setting": more})).digest != plain
    assert read(an_edition(criteria=used, facts=FACTS | {"setting": turned})).digest != plain


def test_groups_count_in_the_order_of_their_names():
    a, b = a_group(a_criterion("A1"), id_="A"), a_group(a_criterion("B1"), id_="B")

    assert read(an_edition(groups=[a, b])).digest != read(an_edition(groups=[b, a])).digest


def test_keys_are_sorted_by_their_utf_16_units():
    value = {"\U0001f600": "1", "\ufb33": "2", "b": "3", "B": "4"}

    assert canonical_json(value) == '{"B":"4","b":"3","\U0001f600":"1","\ufb33":"2"}'.encode()


def test_text_is_escaped_as_the_canonical_form_asks():
    assert canonical_json(['\u20ac$\x0f\nA\'B"\\\\"/\u2028\x7f']) == (
        '["\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/\u2028\x7f"]'.encode()
    )


JSON = st.recursive(
    st.none() | st.booleans() | st.text(st.characters(codec="utf-8")),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("abcé", max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(JSON)
def test_the_canonical_form_reads_back_as_what_it_was(value):
    assert json.loads(canonical_json(value)) == value


def test_booleans_null_numbers_and_days_are_as_written():
    node = node_of("[yes, null, ~, 1.50, 0x1F, 2026-09-01, 'no', text]")

    assert as_written(node) == [True, None, None, "1.50", "0x1F", "2026-09-01", "no", "text"]

"""YAML 1.1 as PyYAML resolves it, one document, every key once, with a line for everything."""

import pytest

from inspector.criteria.strict_yaml import Kind, ListNode, MapNode, ScalarNode, parse


def only_problem(text: str) -> str:
    _, problems = parse(text, "f.yaml")
    (problem,) = problems
    return str(problem)


def value_of(text: str) -> ScalarNode:
    node, problems = parse(f"key: {text}\n", "f.yaml")
    assert not problems
    assert isinstance(node, MapNode)
    ((_, value),) = node.entries
    assert isinstance(value, ScalarNode)
    return value


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("met", Kind.TEXT),
        ('"1.1"', Kind.TEXT),
        ("'no'", Kind.TEXT),
        ("1.1.a", Kind.TEXT),
        ("1e3", Kind.TEXT),
        ("none", Kind.TEXT),
        ("y", Kind.TEXT),
        ("1.10", Kind.NUMBER),
        ("010", Kind.NUMBER),
        ("12:30", Kind.NUMBER),
        ("1_000", Kind.NUMBER),
        (".5", Kind.NUMBER),
        ("no", Kind.BOOLEAN),
        ("On", Kind.BOOLEAN),
        ("true", Kind.BOOLEAN),
        ("~", Kind.NULL),
        ("", Kind.NULL),
        ("null", Kind.NULL),
        ("2022-02-15", Kind.DATE),
        ("2022-02-15 10:00:00", Kind.DATE),
        ("=", Kind.OTHER),
    ],
)
def test_a_bare_word_is_what_pyyaml_takes_it_for(written: str, kind: Kind):
    assert value_of(written).kind is kind


def test_a_number_keeps_the_text_it_was_written_with():
    assert value_of("1.50").text == "1.50"


@pytest.mark.parametrize(
    ("written", "is_true"), [("true", True), ("Yes", True), ("ON", True), ("off", False)]
)
def test_a_boolean_is_read_in_every_spelling(written: str, is_true: bool):
    assert value_of(written).is_true is is_true


def test_every_node_knows_its_line():
    node, _ = parse("a: 1\nb:\n  - 2\n  - {c: 3}\n", "f.yaml")

    assert isinstance(node, MapNode)
    (a, one), (b, items) = node.entries
    assert isinstance(items, ListNode)
    assert [a.line, one.line, b.line, items.line] == [1, 1, 2, 3]
    assert [item.line for item in items.items] == [3, 4]


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n"])
def test_the_end_of_a_line_is_spelled_in_any_way(ending: str):
    assert (
        parse("a: |\n  b\n  c\nd: e\n".replace("\n", ending), "f")[0]
        == parse("a: |\n  b\n  c\nd: e\n", "f")[0]
    )


def test_a_byte_order_mark_is_passed_over():
    assert parse("\ufeffa: 1\n", "f.yaml") == parse("a: 1\n", "f.yaml")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: 1\nb: 2\na: 3\n", "f.yaml, line 3: “a” is given twice (first in line 1)."),
        ("1: a\n'1': b\n", "line 2: “1” is given twice"),
        ("a:\n  - {b: 1, b: 2}\n", "line 2: “b” is given twice"),
        ("a: &x 1\n", "line 1: The anchor “&x” is not allowed."),
        ("a: !!str 1\n", "The tag “tag:yaml.org,2002:str” is not allowed."),
        ("a: ! 1\n", "The tag “!” is not allowed."),
        ("a: !!python/object:os.system {}\n", "is not allowed"),
        ("a: 1\n---\nb: 2\n", "line 2: A second document begins here."),
        ("", "line 1: The file is empty."),
        ("# only a comment\n", "The file is empty."),
        ("a: [1, 2\n", "This is not YAML"),
        ("a:\n\t- b\n", "This is not YAML"),
        ("a: b: c\n", "This is not YAML"),
        ("a: 'b\n", "This is not YAML"),
        ("a: *b\n", "is not allowed"),
        ("? [a, b]\n: c\n", "A list or mapping stands where a key should."),
        ("a: b\x00\n", "line 1: The character U+0000 cannot be printed."),
        ("a: b\nc: \x07\n", "line 2: The character U+0007 cannot be printed."),
        ("a: \ud800\n", "The character U+D800 cannot be printed."),
        ('a: "\\x00"\n', "The character U+0000 cannot be printed."),
        ("a: Ho\u0300a\n", "is not in Unicode form NFC"),
        ("Ho\u0300a: a\n", "is not in Unicode form NFC"),
        ('a: "Ho\\u0300a"\n', "is not in Unicode form NFC"),
        ("[" * 41 + "]" * 41, "more than 40 levels deep"),
        ("[" * 5000, "more than 40 levels deep"),
        ("- " * 5000, "more than 40 levels deep"),
        ("a: " + "b" * 5_000_001, "The file has more than"),
    ],
)
def test_what_is_not_sound_is_named_with_its_line(text: str, said: str):
    assert said in only_problem(text)


def test_forty_levels_are_not_too_deep():
    assert parse("[" * 40 + "]" * 40, "f.yaml")[1] == ()


def test_every_fault_of_a_file_is_said_at_once():
    _, problems = parse("a: &x 1\nb: *x\na: !t 2\nc: Ho\u0300a\n", "f.yaml")

    assert sorted(one.line or 0 for one in problems) == [1, 2, 3, 3, 4]


def test_a_comment_in_another_unicode_form_is_let_be():
    assert parse("a: 1  # Ho\u0300a\n", "f.yaml")[1] == ()

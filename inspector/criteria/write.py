"""Writing an edition as files, laid out the way that people write sets by hand.

What is written reads back as the same nodes: order, numbers and days as they were written, and so the
same digest. Comments are not nodes and are lost.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from yaml.nodes import ScalarNode as YamlScalar
from yaml.resolver import Resolver

from inspector.criteria.digest import Json, as_written
from inspector.criteria.files import EDITION_FILE, EditionFiles, is_group_file
from inspector.criteria.model import Edition
from inspector.criteria.strict_yaml import Kind, ListNode, MapNode, Node, ScalarNode, parse

_WIDTH = 120  # of a line that holds more than one text; texts are not folded
_INDENT = "  "
# These stand over lines of their own, however short they are,
_ALWAYS_LONG = frozenset({"provenance", "rule"})
# as does every map in these, and every list of maps but these where they hold one.
_OF_LONG_MAPS = frozenset({"scales", "criteria", "facts", "provisions"})
_MAY_BE_SHORT = frozenset({"provisions", "evidence", "easier"})
_LANGUAGES = frozenset({"vi", "en"})  # always in quotation marks, so that no text looks like a code

_RESOLVER: Any = Resolver()
_TEXT_TAG = "tag:yaml.org,2002:str"
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
# Line ends that are none to everybody, and a mark that nobody sees.
_ESCAPED = re.compile('[\\\\"\\n\\t\\r\x85\u2028\u2029\ufeff]')
_NOT_IN_LITERAL = re.compile("[\\t\\r\x85\u2028\u2029\ufeff]")


def written_anew(edition: Edition) -> EditionFiles:
    """Return the files of an edition in this layout; facts.yaml and provisions.yaml stay as they are.

    They belong to all sets. Raises ValueError for an edition whose files are no YAML: none that was read.
    """
    files = dict(edition.files)
    for name in files:
        if name == EDITION_FILE or is_group_file(name):
            node, _ = parse(files[name], name)
            if node is None:
                raise ValueError(f"{name} of {edition.id} is no YAML.")
            files[name] = as_yaml(node)
    return files


def write_files(head: Node, groups: Mapping[str, Node]) -> dict[str, str]:
    """Return edition.yaml and the files of groups, in the order given, named groups/NN-id.yaml by id."""
    files = {EDITION_FILE: as_yaml(head)}
    for number, (id_, group) in enumerate(groups.items(), start=1):
        files[f"groups/{number:02}-{id_}.yaml"] = as_yaml(group)
    return files


def with_entries(text: str, key: str, entries: Sequence[tuple[ScalarNode, Node]]) -> str | None:
    """Return the text of facts.yaml or provisions.yaml with entries added at its end, the rest untouched.

    `key` is the one over all entries. None where the text is laid out so that nothing can follow it.
    """
    before = _entries_under(key, text)
    if before is None:
        return None
    lines = [_INDENT + line for name, node in entries for line in _entry(name, node, key, _WIDTH - 2)]
    longer = "".join([text, "" if text.endswith("\n") else "\n", *(f"{line}\n" for line in lines)])
    after = _entries_under(key, longer)
    wanted = {**before, **{name.text: as_written(node) for name, node in entries}}
    return longer if after == wanted else None


def _entries_under(key: str, text: str) -> dict[str, Json] | None:
    node, problems = parse(text, key)
    found = as_written(node) if node is not None and not problems else None
    entries = found.get(key) if isinstance(found, dict) else None
    return entries if isinstance(entries, dict) else None


def as_yaml(node: Node) -> str:
    """Return the text of one file."""
    return "".join(f"{line}\n" for line in _lines(node, "", _WIDTH))


def _lines(node: Node, key: str, room: int) -> Iterator[str]:
    """Write a value over lines; `key` is what it is the value of, `room` how long lines may be."""
    if isinstance(node, MapNode) and node.entries:
        for name, value in node.entries:
            yield from _entry(name, value, key, room)
    elif isinstance(node, ListNode) and node.items:
        for item in node.items:
            yield from _item(item, key, room)
    else:
        yield _short(node, key)


def _entry(name: ScalarNode, node: Node, inside: str, room: int) -> Iterator[str]:
    start, key = f"{_short(name)}:", name.text
    literal = _literal(node) if isinstance(node, ScalarNode) else None
    in_one = f"{start} {_short(node, key)}"
    if literal is not None:
        indicator, lines = literal
        yield f"{start} {indicator}"
    elif not _has_parts(node) or (len(in_one) <= room and not _must_be_long(node, key, inside)):
        yield in_one
        return
    else:
        yield start
        lines = list(_lines(node, key, room - len(_INDENT)))
    yield from (_INDENT + line if line else "" for line in lines)


def _item(node: Node, key: str, room: int) -> Iterator[str]:
    in_one = f"- {_short(node)}"
    may_be_long = isinstance(node, MapNode) and bool(node.entries)
    if not may_be_long or (len(in_one) <= room and key != "criteria" and not _shows_lines(node)):
        yield in_one
        return
    for place, line in enumerate(_lines(node, "", room - len(_INDENT))):
        yield f"- {line}" if place == 0 else _INDENT + line if line else ""


def _must_be_long(node: Node, key: str, inside: str) -> bool:
    if isinstance(node, ListNode):
        maps = sum(isinstance(one, MapNode) for one in node.items)
        return maps > 0 and not (maps == 1 and key in _MAY_BE_SHORT)
    return key in _ALWAYS_LONG or key in _OF_LONG_MAPS or inside in _OF_LONG_MAPS or _shows_lines(node)


def _shows_lines(node: Node) -> bool:
    values = [value for _, value in node.entries] if isinstance(node, MapNode) else []
    return any(isinstance(one, ScalarNode) and _literal(one) is not None for one in values)


def _has_parts(node: Node) -> bool:
    return bool(node.entries if isinstance(node, MapNode) else isinstance(node, ListNode) and node.items)


def _short(node: Node, key: str = "") -> str:
    """Write a value in one line."""
    if isinstance(node, MapNode):
        return (
            "{"
            + ", ".join(f"{_short(name)}: {_short(value, name.text)}" for name, value in node.entries)
            + "}"
        )
    if isinstance(node, ListNode):
        return "[" + ", ".join(_short(one) for one in node.items) + "]"
    if node.kind is Kind.BOOLEAN:
        return "true" if node.is_true else "false"
    if node.kind is Kind.NULL:
        return "null"
    if node.kind in (Kind.NUMBER, Kind.DATE):
        return node.text
    plain = key not in _LANGUAGES and _PLAIN.fullmatch(node.text) and _resolves_to_text(node.text)
    return node.text if plain else _quoted(node.text)


def _resolves_to_text(words: str) -> bool:
    return bool(_RESOLVER.resolve(YamlScalar, words, (True, False)) == _TEXT_TAG)


def _quoted(words: str) -> str:
    return '"' + _ESCAPED.sub(_escape, words) + '"'


def _escape(found: re.Match[str]) -> str:
    one = found.group()
    return _ESCAPES.get(one) or f"\\u{ord(one):04X}"


def _literal(node: ScalarNode) -> tuple[str, list[str]] | None:
    """Return a text of several lines as a block that shows them; None where it would not read back."""
    words = node.text
    if node.kind is not Kind.TEXT or "\n" not in words.removesuffix("\n") or _NOT_IN_LITERAL.search(words):
        return None
    lines = words.removesuffix("\n").split("\n")
    # The first line says how far the block is indented, the last where it ends.
    if not lines[0].strip() or lines[0].startswith(" ") or not lines[-1].strip():
        return None
    return ("|" if words.endswith("\n") else "|-"), lines

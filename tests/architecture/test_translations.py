"""Pages are written in Vietnamese; every text on them exists in English too, and says the same things."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("inspector", "templates")  # as in the Makefile
KEYWORDS = {**DEFAULT_KEYWORDS, "lazy_gettext": None, "lazy_ngettext": (1, 2)}


def texts_of_pages() -> Iterator[tuple[str, str | tuple[str, ...]]]:
    """Yield where each text stands and the text (singular and plural where it counts something)."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["babel"]["mappings"]
    methods = [(one["pattern"], one["method"]) for one in settings]
    options = {one["pattern"]: one for one in settings}
    for folder in FOLDERS:
        found = extract_from_dir(ROOT / folder, methods, options, KEYWORDS)
        for file, line, text, *_ in found:
            yield f"{folder}/{file}:{line}", text


@pytest.fixture(scope="module")
def english() -> Catalog:
    with (ROOT / "translations/en/LC_MESSAGES/messages.po").open("rb") as file:
        return read_po(file, locale="en")


@pytest.fixture(scope="module")
def texts() -> list[tuple[str, str | tuple[str, ...]]]:
    return list(texts_of_pages())


def forms(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


def test_there_are_texts_to_look_at(texts):
    assert texts


def test_every_text_of_a_page_has_its_english(texts, english):
    missing = []
    for place, text in texts:
        message = english.get(text if isinstance(text, str) else text[0])
        if message is None or message.fuzzy or not all(forms(message)):
            missing.append(f"{place}: {text}")

    assert missing == [], "Type “make messages” and fill in translations/en/LC_MESSAGES/messages.po."


def test_no_english_is_left_over(texts, english):
    used = {text if isinstance(text, str) else text[0] for _, text in texts}
    kept = [one.id if isinstance(one.id, str) else one.id[0] for one in english if one.id]

    assert sorted(set(kept) - used) == [], "Type “make messages”."


def test_the_english_fills_in_the_same_values(english):
    def values(text: str) -> set[str]:
        return set(re.findall(r"%\((\w+)\)", text))

    differing = []
    for message in english:
        vietnamese = message.id if isinstance(message.id, str) else message.id[0]
        # "one school" needs no number, so a counted text may leave it out
        for text in forms(message)[-1:]:
            if values(text) != values(vietnamese):
                differing.append(vietnamese)

    assert differing == []

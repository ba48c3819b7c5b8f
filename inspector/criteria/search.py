"""Finding items of editions by their words, whatever accents are typed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from inspector.criteria.model import Citation, Criterion, Edition, Indicator
from inspector.text import Lang, Text, search_key, sought, spelling_key


class Part(IntEnum):
    """Where in an item words stand; a hit in an earlier part says more about the item."""

    NUMBER = 0
    TEXT = 1
    GUIDANCE = 2
    EVIDENCE = 3
    PROVISION = 4


class Closeness(IntEnum):
    """How near a text comes to what was typed, nearest first."""

    AS_TYPED = 0  # whole words, side by side, with these accents
    OTHER_ACCENTS = 1
    BEGINNING = 2  # the last word goes on in the text
    APART = 3
    PARTLY = 4  # the other words stand in other parts of the item


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed, as words to look for; none of them when only signs were typed."""

    wanted: tuple[str, ...]
    needles: tuple[str, ...]  # each word as it stands in a search key
    key: str
    spelling: str

    @classmethod
    def of(cls, typed: str) -> "Query":
        key = search_key(typed)
        wanted = tuple(key.split())
        return cls(wanted, tuple(sought([one]) for one in wanted), key, spelling_key(typed))


@dataclass(frozen=True, slots=True)
class Field:
    """A text of an item, ready to be searched."""

    part: Part
    words: str
    key: str
    spelling: str

    @classmethod
    def of(cls, part: Part, words: str) -> "Field":
        return cls(part, words, *_keys(words))

    def closeness(self, query: Query) -> Closeness:
        """Say how near the text comes to a query of which it holds at least something."""
        if query.spelling in self.spelling:
            return Closeness.AS_TYPED
        if query.key in self.key:
            return Closeness.OTHER_ACCENTS
        if sought(query.wanted) in self.key:
            return Closeness.BEGINNING
        return Closeness.APART if all(one in self.key for one in query.needles) else Closeness.PARTLY


@dataclass(frozen=True, slots=True)
class Item:
    """A group, gate, criterion or indicator by the texts that it is found by."""

    id: str
    fields: tuple[Field, ...]
    key: str  # of all of them


@dataclass(frozen=True, slots=True)
class Found:
    """An item, and the text of it that comes nearest to what was typed."""

    edition: Edition
    item_id: str
    field: Field
    closeness: Closeness

    @property
    def rank(self) -> tuple[Closeness, Part]:
        return self.closeness, self.field.part


class Index:
    """The texts of editions made ready once, when they are first searched."""

    def __init__(self) -> None:
        self._items: dict[tuple[str, str, Lang], tuple[Item, ...]] = {}

    def items(self, edition: Edition, lang: Lang) -> tuple[Item, ...]:
        """Return what can be found in an edition, in its order."""
        key = (edition.id, edition.digest, lang)
        if key not in self._items:
            self._items[key] = tuple(_items(edition, lang))
        return self._items[key]

    def find(self, query: Query, editions: Iterable[Edition], lang: Lang) -> list[Found]:
        """Return the items that hold all words of a query, nearest first, then in the order given."""
        if not query.wanted:
            return []
        found = [
            _nearest(edition, item, query)
            for edition in editions
            for item in self.items(edition, lang)
            if all(one in item.key for one in query.needles)
        ]
        return sorted(found, key=lambda one: one.rank)


# Editions of a set share most of their texts, and all items those that they rest on.
@lru_cache(maxsize=50_000)
def _keys(words: str) -> tuple[str, str]:
    return search_key(words), spelling_key(words)


def _nearest(edition: Edition, item: Item, query: Query) -> Found:
    holding = [one for one in item.fields if any(needle in one.key for needle in query.needles)]
    found = (Found(edition, item.id, one, one.closeness(query)) for one in holding)
    return min(found, key=lambda one: one.rank)


def _items(edition: Edition, lang: Lang) -> Iterator[Item]:
    for gate in edition.gates:
        yield _item(gate.id, (Part.TEXT, gate.text.in_(lang)))
    for group in edition.groups:
        yield _item(group.id, (Part.TEXT, group.title.in_(lang)))
        for criterion in group.criteria:
            law = [(Part.PROVISION, _cited(edition, one, lang)) for one in criterion.provisions]
            numbers = (Part.NUMBER, " ".join(filter(None, (criterion.id, criterion.official_ref))))
            if criterion.is_its_own_indicator:
                yield _item(criterion.id, numbers, *_texts(criterion.indicators[0], lang), *law)
            else:
                yield from _divided(criterion, numbers, law, lang)


def _divided(
    criterion: Criterion, numbers: tuple[Part, str], law: list[tuple[Part, str]], lang: Lang
) -> Iterator[Item]:
    yield _item(criterion.id, numbers, (Part.TEXT, criterion.title.in_(lang)), *law)
    for one in criterion.indicators:
        yield _item(one.id, (Part.NUMBER, one.id), *_texts(one, lang))


def _texts(indicator: Indicator, lang: Lang) -> Iterator[tuple[Part, str]]:
    yield Part.TEXT, indicator.text.in_(lang)
    if indicator.guidance:
        yield Part.GUIDANCE, indicator.guidance.in_(lang)
    for one in indicator.evidence:
        yield Part.EVIDENCE, one.in_(lang)


def _cited(edition: Edition, citation: Citation, lang: Lang) -> str:
    title: Text = edition.provisions[citation.ref].title
    return ", ".join(filter(None, (title.in_(lang), citation.at)))


def _item(id_: str, *texts: tuple[Part, str]) -> Item:
    fields = tuple(Field.of(part, words) for part, words in texts)
    return Item(id_, fields, "".join(one.key for one in fields))

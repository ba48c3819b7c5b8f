"""All criteria sets, and what is in force of each on a day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext

from inspector.criteria.in_force import in_force
from inspector.criteria.model import CriteriaSet, Edition
from inspector.text import sort_key
from inspector.web.addresses import edition_url, set_url
from inspector.web.application import application
from inspector.web.assess.words import provenance_label
from inspector.web.consult.standing import Tag, counts_words, edition_words, set_tag, set_words
from inspector.web.formatting import text


@dataclass(frozen=True, slots=True)
class SetCard:
    """A set in the catalogue; `counts`, `provenance` and the address are of the edition to read.

    `standing` is empty where there is nothing to say but that this edition is in force.
    """

    title: str
    url: str
    tag: Tag
    about: str
    standing: str
    counts: str
    provenance: str
    edition_label: str
    edition_url: str
    is_in_force: bool


@dataclass(frozen=True, slots=True)
class Shelf:
    title: str
    cards: tuple[SetCard, ...]


def shelves(day: date) -> tuple[Shelf, ...]:
    """Return the sets for schools and those for areas, what is in force first."""
    sets = application().editions.catalogue.sets.values()
    found = (
        Shelf(gettext("Dành cho trường"), _cards((one for one in sets if one.audience == "school"), day)),
        Shelf(gettext("Dành cho địa bàn"), _cards((one for one in sets if one.audience == "area"), day)),
    )
    return tuple(one for one in found if one.cards)


def _cards(sets: Iterable[CriteriaSet], day: date) -> tuple[SetCard, ...]:
    cards = list(_made(sets, day))
    return tuple(sorted(cards, key=lambda one: (not one.is_in_force, sort_key(one.title))))


def _made(sets: Iterable[CriteriaSet], day: date) -> Iterator[SetCard]:
    for of_set in sets:
        there = in_force(of_set, day)
        shown: Edition | None = there.offered or there.draft or next(iter(of_set.editions), None)
        yield SetCard(
            title=text(of_set.title),
            url=set_url(of_set.id, day),
            tag=set_tag(there),
            about=text(of_set.about),
            standing="" if there.edition and not there.draft else set_words(of_set, day),
            counts=counts_words(shown) if shown else "",
            provenance=provenance_label(shown.provenance) if shown else "",
            edition_label=edition_words(shown) if shown else "",
            edition_url=edition_url(shown) if shown else "",
            is_in_force=there.edition is not None,
        )

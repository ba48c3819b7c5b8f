"""Items of all sets by their words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString

from inspector.criteria.in_force import in_force
from inspector.criteria.model import CriteriaSet, Edition
from inspector.criteria.search import Field, Found, Index, Part, Query
from inspector.text import sort_key
from inspector.web.addresses import edition_url, set_url
from inspector.web.application import application
from inspector.web.asking import today
from inspector.web.consult.forms import ALL
from inspector.web.consult.marking import Marked, Segment, found_words
from inspector.web.consult.standing import Tag, edition_tag, edition_words
from inspector.web.formatting import lang, text
from inspector.web.oversee.paging import Paging, paging

A_PAGE = 20

INDEX = Index()
"""The texts of this process' editions, each made ready when it is first searched."""

_PARTS: dict[Part, LazyString] = {
    Part.GUIDANCE: lazy_gettext("Hướng dẫn"),
    Part.EVIDENCE: lazy_gettext("Minh chứng"),
    Part.PROVISION: lazy_gettext("Căn cứ"),
}


@dataclass(frozen=True, slots=True)
class FoundSet:
    """A set whose title or description holds what was typed."""

    title: Marked
    url: str
    about: Marked


@dataclass(frozen=True, slots=True)
class FoundItem:
    """An item; `hit` is the marked text under `hit_label` where it is not the item's own words."""

    number: str
    url: str
    text: Marked
    hit_label: str
    hit: Marked
    set_title: str
    edition: str
    tag: Tag | None  # of an edition that is not in force on the day


@dataclass(frozen=True, slots=True)
class FoundPage:
    """`elsewhere` counts hits in the editions that were not searched, None where all were."""

    typed: str
    sets: tuple[FoundSet, ...]
    items: tuple[FoundItem, ...]
    total: int
    elsewhere: int | None
    all_url: str
    paging: Paging


def found_page(typed: str, day: date, *, which: str, page: int) -> FoundPage:
    """Return page `page` (from 1) of what holds the words typed, in the language of the page."""
    query = Query.of(typed)
    sets = sorted(application().editions.catalogue.sets.values(), key=lambda one: sort_key(text(one.title)))
    everything = INDEX.find(query, [edition for one in sets for edition in reversed(one.editions)], lang())
    current = {edition.id for one in sets if (edition := in_force(one, day).edition)}
    found = everything if which == ALL else [one for one in everything if one.edition.id in current]
    page = page if (page - 1) * A_PAGE < len(found) else 1
    begin = (page - 1) * A_PAGE
    asked: dict[str, Any] = {"q": typed, "day": None if day == today() else day}
    return FoundPage(
        typed=typed,
        sets=tuple(_sets(sets, query, day)),
        items=tuple(_item(one, query, day) for one in found[begin : begin + A_PAGE]),
        total=len(found),
        elsewhere=None if which == ALL else len(everything) - len(found),
        all_url=url_for("consult.index", **asked, which=ALL),
        paging=paging(page, len(found) > begin + A_PAGE, "consult.index", **asked, which=which or None),
    )


def _sets(sets: Sequence[CriteriaSet], query: Query, day: date) -> Iterator[FoundSet]:
    for one in sets:
        title, about = text(one.title), text(one.about)
        key = Field.of(Part.TEXT, f"{title}. {about}").key
        if query.wanted and all(needle in key for needle in query.needles):
            yield FoundSet(
                found_words(title, query.wanted), set_url(one.id, day), found_words(about, query.wanted)
            )


def _item(found: Found, query: Query, day: date) -> FoundItem:
    edition, words = found.edition, _words(found.edition, found.item_id)
    of_set = application().editions.catalogue.sets[edition.set_id]
    tag = edition_tag(edition, of_set, day)
    is_apart = found.field.part in _PARTS
    return FoundItem(
        number=found.item_id,
        url=edition_url(edition, found.item_id),
        text=(Segment(words, False),) if is_apart else found_words(words, query.wanted),
        hit_label=str(_PARTS[found.field.part]) if is_apart else "",
        hit=found_words(found.field.words, query.wanted) if is_apart else (),
        set_title=text(of_set.title),
        edition=edition_words(edition),
        tag=None if in_force(of_set, day).edition is edition else tag,
    )


def _words(edition: Edition, item_id: str) -> str:
    """Return the words of a group, gate, criterion or indicator."""
    criterion = edition.criteria.get(item_id)
    if criterion is not None:
        return text(criterion.title)
    indicator = edition.indicators.get(item_id)
    if indicator is not None:
        return text(indicator.text)
    others = {one.id: one.title for one in edition.groups} | {one.id: one.text for one in edition.gates}
    group = next((one for one in edition.groups if one.id == item_id), None)
    words = text(others.get(item_id))
    return gettext("Nhóm: %(title)s", title=words) if group else words

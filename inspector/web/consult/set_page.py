"""One set: its editions, which of them is in force on a day, and where other sets ask the same."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext

from inspector.criteria.in_force import in_force
from inspector.criteria.model import CriteriaSet, Edition, Link
from inspector.web.addresses import compare_url, edition_url
from inspector.web.application import application
from inspector.web.assess.words import provenance_label
from inspector.web.consult.standing import (
    Tag,
    counts_words,
    edition_tag,
    edition_title,
    edition_words,
    set_tag,
    set_words,
    span_words,
)
from inspector.web.formatting import text
from inspector.web.oversee.tables import Cell, Column, Row, Table


@dataclass(frozen=True, slots=True)
class SetPage:
    """`reading` is the edition to read on the day: label and address."""

    title: str
    about: str
    tag: Tag
    standing: str
    reading: tuple[str, str] | None
    counts: str
    provenance: str
    notes: tuple[str, ...]
    editions: Table
    links: Table | None


def set_page(of_set: CriteriaSet, day: date) -> SetPage:
    """Return the page of a set as it stands on a day."""
    there = in_force(of_set, day)
    shown = there.offered or there.draft
    return SetPage(
        title=text(of_set.title),
        about=text(of_set.about),
        tag=set_tag(there),
        standing=set_words(of_set, day),
        reading=(edition_words(shown), edition_url(shown)) if shown else None,
        counts=counts_words(shown) if shown else "",
        provenance=provenance_label(shown.provenance) if shown else "",
        notes=tuple(_notes(of_set)),
        editions=_editions(of_set, day),
        links=_links(of_set, day),
    )


def _notes(of_set: CriteriaSet) -> Iterator[str]:
    if of_set.audience == "area":
        yield gettext("Bộ này dùng cho địa bàn, không dùng cho từng trường.")
    if not of_set.ranking_allowed:
        yield gettext("Kết quả theo bộ này không dùng để xếp hạng trường.")


def _editions(of_set: CriteriaSet, day: date) -> Table:
    columns = (
        Column(gettext("Phiên bản")),
        Column(gettext("Hiệu lực")),
        Column(gettext("Tình trạng")),
        Column(gettext("Nội dung")),
        Column(gettext("So sánh")),
    )
    earlier = (None, *of_set.editions[:-1])
    rows = [
        _edition_row(one, before, of_set, day) for before, one in zip(earlier, of_set.editions, strict=True)
    ]
    return Table(gettext("Các phiên bản"), columns, tuple(reversed(rows)))


def _edition_row(edition: Edition, before: Edition | None, of_set: CriteriaSet, day: date) -> Row:
    tag = edition_tag(edition, of_set, day)
    changes = (
        Cell(gettext("so với %(edition)s", edition=edition_words(before)), compare_url(edition, before))
        if before
        else Cell(gettext("bản đầu tiên"))
    )
    return Row(
        edition_title(edition),
        (
            Cell(span_words(edition, of_set)),
            Cell(tag.label, kind=tag.kind),
            Cell(counts_words(edition)),
            changes,
        ),
        edition_url(edition),
    )


def _links(of_set: CriteriaSet, day: date) -> Table | None:
    """Return the items that another set asks too, whichever of the two sets says so."""
    sets = application().editions.catalogue.sets
    pairs = [(one.from_, one) for one in of_set.links]
    pairs += [
        (one.indicator, Link(one.indicator, other.id, one.from_))
        for other in sets.values()
        if other.id != of_set.id
        for one in other.links
        if one.set_id == of_set.id
    ]
    rows = tuple(_link_row(of_set, item, sets[link.set_id], link.indicator, day) for item, link in pairs)
    columns = (
        Column(gettext("Mục của bộ này"), long=True),
        Column(gettext("Bộ tiêu chí khác")),
        Column(gettext("Mục hỏi cùng một việc"), long=True),
    )
    return Table(gettext("Cùng một việc ở bộ khác"), columns, rows) if rows else None


def _link_row(of_set: CriteriaSet, item: str, other: CriteriaSet, other_item: str, day: date) -> Row:
    here, there = _holding(of_set, item, day), _holding(other, other_item, day)
    return Row(
        _item_words(here, item),
        (
            Cell(text(other.title)),
            Cell(_item_words(there, other_item), edition_url(there, other_item) if there else None),
        ),
        edition_url(here, item) if here else None,
    )


def _holding(of_set: CriteriaSet, item: str, day: date) -> Edition | None:
    """Return the edition to read an item in: that of the day, else the newest that has it."""
    candidates = (in_force(of_set, day).offered, *reversed(of_set.editions))
    return next((one for one in candidates if one is not None and item in one.indicators), None)


def _item_words(edition: Edition | None, item: str) -> str:
    return f"{item} {text(edition.indicators[item].text)}" if edition else item

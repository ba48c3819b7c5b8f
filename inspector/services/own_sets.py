"""The sets that a department wrote itself, as values beside those of the criteria files."""

from collections.abc import Iterable
from dataclasses import replace

from inspector.criteria.catalogue import Catalogue
from inspector.criteria.load import read_edition
from inspector.criteria.model import CriteriaSet, Edition
from inspector.criteria.set_file import SET_FILE, SetHead, read_set_file
from inspector.store import drafts
from inspector.store.tables import OwnEdition, OwnSet


class BrokenEdition(ValueError):
    """A published edition cannot be read, or is not what its digest says: somebody changed the database."""

    def __init__(self, stored: OwnEdition) -> None:
        super().__init__(f"{stored.set_id}/{stored.first_day} is not the edition {stored.digest}.")


def read_own(stored: OwnEdition) -> Edition:
    """Return a published edition from its stored text. Raises BrokenEdition."""
    edition, _ = read_edition(stored.set_id, stored.first_day, drafts.files_of(stored))
    if edition is None or edition.digest != stored.digest:
        raise BrokenEdition(stored)
    return edition


def joined(files: Catalogue, own: Iterable[tuple[OwnSet, Edition]]) -> Catalogue:
    """Return the sets of the files with the own ones beside them.

    An own edition of a set of the files stands among that set's editions; where the files have an
    edition of the same day, theirs is offered, and the own one is found by its digest only.
    """
    sets = dict(files.sets)
    heads: dict[str, SetHead] = {}
    editions: dict[str, list[Edition]] = {}
    for of_set, edition in own:
        editions.setdefault(of_set.set_id, []).append(edition)
        head, _ = read_set_file(of_set.head, SET_FILE, of_set.set_id) if of_set.head else (None, ())
        if head is not None:
            heads[of_set.set_id] = head
    for set_id, found in editions.items():
        if set_id in files.sets:
            sets[set_id] = _with_own(files.sets[set_id], found)
        elif set_id in heads:
            sets[set_id] = as_set(heads[set_id], found)
    return Catalogue(sets)


def _with_own(of_set: CriteriaSet, own: Iterable[Edition]) -> CriteriaSet:
    by_day = {one.in_force_from: one for one in (*own, *of_set.editions)}
    return replace(of_set, editions=tuple(by_day[day] for day in sorted(by_day)))


def as_set(head: SetHead, editions: Iterable[Edition]) -> CriteriaSet:
    """Return a set from what its set.yaml says, and its editions."""
    return CriteriaSet(
        id=head.id,
        title=head.title,
        about=head.about,
        audience=head.audience,
        ranking_allowed=head.ranking_allowed,
        ended=head.ended,
        links=tuple(link for link, _ in head.links),
        editions=tuple(editions),
    )

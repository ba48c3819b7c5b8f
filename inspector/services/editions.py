"""Editions, whether their files are still there, only their stored text, or they were written here."""

import logging
from collections.abc import Mapping
from datetime import date
from threading import Lock
from time import monotonic

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from inspector.criteria.catalogue import Catalogue
from inspector.criteria.in_force import has_ended
from inspector.criteria.load import read_edition
from inspector.criteria.model import CriteriaSet, Edition, FactKind
from inspector.services.own_sets import BrokenEdition, joined, read_own
from inspector.store import drafts, editions
from inspector.store.database import reading

log = logging.getLogger(__name__)

ASK_AFTER = 5.0
"""Seconds for which a process may not know of an own set that another one has just published."""


class EditionLost(LookupError):
    """An assessment names a digest of which neither file nor stored text can be read."""

    def __init__(self, digest: str) -> None:
        self.digest = digest
        super().__init__(f"Edition {digest} is neither among the criteria files nor stored.")


class Editions:
    """All editions that assessments may name: read once, then kept, for an edition never changes.

    With an engine, `catalogue` has the department's own sets beside those of the files.
    """

    def __init__(self, catalogue: Catalogue, engine: Engine | None = None) -> None:
        self.files = catalogue
        self._joined = catalogue
        self._engine = engine
        self._stamp = 0
        self._asked_at: float | None = None
        self._read: dict[str, Edition] = {}
        self._own: Mapping[str, Edition] = {}
        self._reading = Lock()

    def beside(self, engine: Engine) -> "Editions":
        """Return the same files with the own sets of a database beside them."""
        return Editions(self.files, engine)

    @property
    def catalogue(self) -> Catalogue:
        """All sets; own ones as they were at most a few seconds ago."""
        if self._engine is not None and (self._asked_at is None or monotonic() - self._asked_at > ASK_AFTER):
            with reading(self._engine) as session:
                self.refresh(session)
        return self._joined

    def ask_again(self) -> None:
        """Ask for own sets the next time that any is wanted: one was published, or ended."""
        self._asked_at = None

    def refresh(self, session: Session) -> None:
        """Read the own sets anew if any of them changed."""
        with self._reading:
            self._asked_at = monotonic()
            stamp = drafts.stamp(session)
            if stamp == self._stamp:
                return
            found = []
            for of_set, stored in drafts.published(session):
                try:
                    found.append((of_set, self._own.get(stored.digest) or read_own(stored)))
                except BrokenEdition:
                    log.exception("broken_edition", extra={"set": stored.set_id})
            self._own = {edition.digest: edition for _, edition in found}
            self._joined = joined(self.files, found)
            self._stamp = stamp

    def by_digest(self, session: Session, digest: str) -> Edition:
        """Return the edition with this digest, from the files or from its stored text. Raises EditionLost."""
        edition = self.files.by_digest(digest) or self._own.get(digest) or self._read.get(digest)
        if edition is None:
            edition = self._from_store(session, digest)
            with self._reading:
                self._read[digest] = edition
        return edition

    def _from_store(self, session: Session, digest: str) -> Edition:
        stored = editions.text_of(session, digest)
        if stored is None and self._engine is not None:
            self.refresh(session)  # another process may have published it this moment
            if digest in self._own:
                return self._own[digest]
        if stored is None:
            raise EditionLost(digest)
        set_id, first_day, files = stored
        edition, _ = read_edition(set_id, first_day, files)
        if edition is None or edition.digest != digest:
            raise EditionLost(digest)
        return edition

    def for_schools(self, day: date) -> tuple[CriteriaSet, ...]:
        """Return the sets that schools may answer on a day: none of areas, none that has ended."""
        return tuple(
            one
            for one in self.catalogue.sets.values()
            if one.audience == "school"
            and not has_ended(one, day)
            and self.catalogue.in_force(one.id, day).offered is not None
        )

    def facts_of_schools(self, day: date) -> dict[str, FactKind]:
        """Return the facts that any set for schools asks for on a day, in the order of the vocabulary."""
        offered = [self.catalogue.in_force(one.id, day).offered for one in self.for_schools(day)]
        kinds = {kind.id: kind for edition in offered if edition for kind in edition.facts_asked}
        order = [fact for edition in offered if edition for fact in edition.facts]
        return {fact: kinds[fact] for fact in dict.fromkeys(order) if fact in kinds}

    def choices(self, set_id: str, day: date) -> tuple[Edition, ...]:
        """Return the published editions of a set that had begun by `day`, the one in force first."""
        of_set = self.catalogue.sets[set_id].editions
        begun = [one for one in of_set if one.status == "published" and one.in_force_from <= day]
        return tuple(reversed(begun))

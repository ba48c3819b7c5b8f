"""Editions, whether their files are still there or only their stored text."""

from datetime import date
from threading import Lock

from sqlalchemy.orm import Session

from inspector.criteria.catalogue import Catalogue
from inspector.criteria.in_force import has_ended
from inspector.criteria.load import read_edition
from inspector.criteria.model import CriteriaSet, Edition, FactKind
from inspector.store import editions


class EditionLost(LookupError):
    """An assessment names a digest of which neither file nor stored text can be read."""

    def __init__(self, digest: str) -> None:
        self.digest = digest
        super().__init__(f"Edition {digest} is neither among the criteria files nor stored.")


class Editions:
    """All editions that assessments may name. Read once, then kept: an edition never changes."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._read: dict[str, Edition] = {}
        self._reading = Lock()

    def by_digest(self, session: Session, digest: str) -> Edition:
        """Return the edition with this digest, from the files or from its stored text. Raises EditionLost."""
        edition = self.catalogue.by_digest(digest) or self._read.get(digest)
        if edition is None:
            edition = self._from_store(session, digest)
            with self._reading:
                self._read[digest] = edition
        return edition

    def _from_store(self, session: Session, digest: str) -> Edition:
        stored = editions.text_of(session, digest)
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

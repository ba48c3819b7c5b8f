"""Which edition an address means."""

from sqlalchemy.orm import Session

from inspector.criteria.model import CriteriaSet, Edition
from inspector.criteria.values import day_of
from inspector.services.editions import EditionLost
from inspector.text import Text
from inspector.web.application import application


def edition_of(of_set: CriteriaSet, first_day: str) -> Edition | None:
    """Return the edition of a set by its first day as an address writes it; None where there is none."""
    day = day_of(first_day)
    return next((one for one in of_set.editions if one.in_force_from == day), None)


def stored_edition(session: Session, set_id: str, first_day: str, digest: str) -> Edition | None:
    """Return the edition with a digest that is not among the files, if its text was ever answered.

    One statement.
    """
    try:
        found = application().editions.by_digest(session, digest)
    except EditionLost:
        return None
    is_meant = found.set_id == set_id and found.in_force_from.isoformat() == first_day
    return found if is_meant else None


def is_kept_only(edition: Edition, of_set: CriteriaSet) -> bool:
    """Say whether an edition is no longer one of its set's, and was stored because somebody answered it."""
    return all(one.digest != edition.digest for one in of_set.editions)


def set_that_is_gone(set_id: str) -> CriteriaSet:
    """Return what stands in for a set of which only stored editions are left."""
    name = Text(set_id, set_id)
    return CriteriaSet(set_id, name, name, "school", False, None, (), ())

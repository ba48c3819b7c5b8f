"""Which edition of a set is in force on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from inspector.criteria.model import CriteriaSet, Edition, Status


@dataclass(frozen=True, slots=True)
class InForce:
    """What a set offers on a day.

    `edition` is the published one in force, None where there is none: before the first one and after
    the set has ended. `draft` is one that covers the day and begins after every published edition
    that has begun; it is never chosen by itself. `last_published` is what to offer where only a draft
    covers the day: the published edition that began last, or the first one to come.
    """

    day: date
    edition: Edition | None
    draft: Edition | None
    last_published: Edition | None

    @property
    def only_draft(self) -> bool:
        """Say whether nothing but a draft covers the day."""
        return self.edition is None and self.draft is not None

    @property
    def drafted_since(self) -> bool:
        """Say whether a draft has begun after every published edition: only it says what holds on the day."""
        return self.draft is not None

    @property
    def offered(self) -> Edition | None:
        """Return the edition to answer by itself: the one in force, or the last one published."""
        return self.edition or self.last_published


def has_ended(of_set: CriteriaSet, day: date) -> bool:
    """Say whether a set as a whole has come to its end before a day."""
    return of_set.ended is not None and of_set.ended < day


def published(editions: Iterable[Edition]) -> list[Edition]:
    """Return the published editions, first to last."""
    return sorted(
        (one for one in editions if one.status is Status.PUBLISHED), key=lambda one: one.in_force_from
    )


def last_day(edition: Edition, of_set: CriteriaSet) -> date | None:
    """Return the last day on which a published edition is in force; None while it has no end."""
    following = [one for one in published(of_set.editions) if one.in_force_from > edition.in_force_from]
    return following[0].in_force_from - timedelta(days=1) if following else of_set.ended


def in_force(of_set: CriteriaSet, day: date) -> InForce:
    """Return what is in force on a day.

    An edition starts at the beginning of its first day and ends the day before the next published
    edition begins, or with the set.
    """
    known = published(of_set.editions)
    begun = [one for one in known if one.in_force_from <= day]
    last = begun[-1] if begun else None
    end = last_day(last, of_set) if last else None
    drafts = [
        one
        for one in of_set.editions
        if one.status is Status.DRAFT
        and one.in_force_from <= day
        and (last is None or one.in_force_from > last.in_force_from)
    ]
    return InForce(
        day=day,
        edition=last if end is None or day <= end else None,
        draft=max(drafts, key=lambda one: one.in_force_from, default=None),
        last_published=last or (known[0] if known else None),
    )

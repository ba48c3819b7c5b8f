"""Loading the sample: all of it in one transaction, into a database that holds nothing real."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from inspector.criteria.catalogue import Catalogue
from inspector.services.passwords import hashed
from inspector.services.periods import school_year
from inspector.services.samples.itinerary import going_to, visited
from inspector.services.samples.people import ACCOUNTS, PASSWORD, sign_in_names, write_people
from inspector.services.samples.rows import Rows
from inspector.services.samples.schools import Planned, Scale, planned, write_schools
from inspector.services.samples.self_assessments import ACCREDITATION, SETS, Season, assess
from inspector.services.samples.story import Sample, Story
from inspector.services.samples.tree import load_tree
from inspector.services.samples.visits import visit
from inspector.store import editions, samples
from inspector.store.tables import Period

SEED = 2020
EARLIEST = date(2021, 10, 1)
"""Before this day the present school year would be the one of the past that the sample tells of."""

SETTLED = timedelta(days=21)
"""A school year has something to show after so many days; before, the one before is taken for the present."""


class RealSchools(Exception):
    """The database holds a school that is not marked as a sample: nothing invented belongs beside it."""


class AlreadyLoaded(Exception):
    """The database holds sample schools already."""


class NameTaken(Exception):
    """An account that is no sample has the sign-in name of a sample account. `name` is that name."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"The sign-in name {name} is taken.")


@dataclass(frozen=True, slots=True)
class Loaded:
    """How much was loaded."""

    schools: int
    assessments: int
    visits: int


def load(
    session: Session,
    catalogue: Catalogue,
    *,
    today: date,
    zone: ZoneInfo,
    scale: Scale = None,
    seed: int = SEED,
) -> Loaded:
    """Fill an empty database with invented schools. Everything in it happened before `today`.

    `scale`: how many schools of each district; None: all of three districts, two of each other; "full":
    all of all. The same day, scale and seed give the same rows, apart from the password's hash.
    Raises RealSchools, AlreadyLoaded, NameTaken, ValueError for a day before EARLIEST.
    """
    if today < EARLIEST:
        raise ValueError(f"The sample needs a day from {EARLIEST} on.")
    schools = planned(seed, scale)
    _refuse(session, schools)
    tree = load_tree(session, seed)
    seasons = seasons_until(today)
    this_year = seasons[-1].period
    rows = Rows()
    write_schools(rows, seed, tree, schools, this_year.first_day)
    people = write_people(rows, seed, tree, schools, hashed(PASSWORD))
    for period in _periods(today):
        rows.add(Period, code=period.code, first_day=period.first_day, last_day=period.last_day)
    sample = Sample(rows, seed, catalogue, people, this_year, today, zone)
    _tell(sample, schools, seasons)
    for edition, at in sample.answered.values():
        editions.keep(session, edition, at)
    rows.write(session)
    return Loaded(*samples.numbers(session))


def _refuse(session: Session, schools: Sequence[Planned]) -> None:
    if samples.holds_real_school(session):
        raise RealSchools
    if samples.holds_school(session):
        raise AlreadyLoaded
    names = {*sign_in_names(schools).values(), *(one.sign_in_name for one in ACCOUNTS)}
    taken = samples.taken_name(session, names)
    if taken is not None:
        raise NameTaken(taken)


def _tell(sample: Sample, schools: Sequence[Planned], seasons: Sequence[Season]) -> None:
    """Have every school assess itself in every season, and a third of them be visited."""
    places = {one.code: place for place, one in enumerate(visited(schools))}
    for place, school in enumerate(schools):
        stories: list[Story] = []
        for season in seasons:
            told = (assess(sample, school, set_id, season, place) for set_id in (*SETS, ACCREDITATION))
            stories += [story for story in told if story is not None]
            if school.code in places:
                going = going_to(sample, school, season, places[school.code])
                if going is not None:
                    visit(sample, going, stories)


def seasons_until(today: date) -> tuple[Season, Season]:
    """Return the season of 2020 and the present one; nothing in them happened on `today` or later."""
    long_ago = school_year(date(2020, 10, 1))
    this_year = school_year(today - SETTLED)
    first = date(this_year.first_day.year, 9, 7)
    yesterday = today - timedelta(days=1)
    return (
        Season(long_ago, date(2020, 10, 1), date(2020, 11, 30), date(2021, 3, 31), -0.15),
        Season(
            this_year,
            first,
            min(date(first.year, 11, 30), yesterday),
            min(this_year.last_day, yesterday),
            0.05,
        ),
    )


def _periods(today: date) -> Iterator[Period]:
    """Yield the school years from 2020 to the one of today, and at least to 2026."""
    for year in range(2020, max(2026, school_year(today).first_day.year) + 1):
        yield school_year(date(year, 9, 1))

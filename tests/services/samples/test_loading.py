"""Loading, again and elsewhere."""

from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from inspector.criteria.catalogue import Catalogue
from inspector.services.samples.load import EARLIEST, AlreadyLoaded, NameTaken, RealSchools, load
from inspector.store import schools
from inspector.store.base import Base
from inspector.store.database import reading, transaction
from inspector.store.tables import Account, Assessment, Event, Period, School, Unit, UnitParent
from inspector.store.tables.units import LinkKind
from tests.services.samples.conftest import TODAY, ZONE

pytestmark = pytest.mark.database


@pytest.fixture
def load_one(engine: Engine, catalogue: Catalogue):
    """Load one school of each district."""

    def go(today: date = TODAY, *, seed: int = 1):
        with transaction(engine) as session:
            return load(session, catalogue, today=today, zone=ZONE, scale=1, seed=seed)

    return go


def everything(session: Session) -> dict[str, set[tuple[Any, ...]]]:
    """All rows but what differs by its nature: hashes of passwords are salted."""
    return {
        table.name: set(
            session.execute(select(*(column for column in table.columns if column.name != "password_hash")))
        )
        for table in Base.metadata.sorted_tables
    }


def emptied(engine: Engine) -> None:
    with engine.begin() as connection:
        for table in reversed(Base.metadata.sorted_tables):
            connection.execute(table.delete())


def test_the_same_day_and_seed_give_the_same_rows_and_another_seed_others(engine: Engine, load_one):
    found = []
    for seed in (1, 1, 2):
        load_one(seed=seed)
        with reading(engine) as session:
            found.append(everything(session))
        emptied(engine)
    first, again, other = found
    for rows in found:  # numbers of events go on counting
        rows["event"] = {row[1:] for row in rows["event"]}

    assert len(first["school"]) == 30
    assert first == again
    assert not first["school"] & other["school"]
    assert not first["rating"] & other["rating"]


def test_nothing_is_loaded_beside_a_school_that_is_no_sample(engine: Engine, load_one):
    with transaction(engine) as session:
        session.add(schools.new_school("1", "Trường MN Thật"))

    with pytest.raises(RealSchools):
        load_one()

    with reading(engine) as session:
        assert session.scalars(select(School.code)).all() == ["1"]
        assert session.scalar(select(func.count(Unit.id))) == 0


def test_the_sample_is_loaded_once(engine: Engine, load_one):
    load_one()

    with pytest.raises(AlreadyLoaded):
        load_one()


def test_an_account_of_somebody_is_never_taken_over(engine: Engine, load_one):
    with transaction(engine) as session:
        session.add(Account(sign_in_name="quantri", name="Cô Thật", password_hash=""))

    with pytest.raises(NameTaken) as taken:
        load_one()

    assert taken.value.name == "quantri"


def test_units_that_are_there_are_not_made_twice(engine: Engine, load_one):
    load_one()
    with transaction(engine) as session:
        before = session.scalar(select(func.count(Unit.id)))
        for table in reversed(Base.metadata.sorted_tables):
            if table.name not in ("unit", "unit_parent"):
                session.execute(table.delete())

    load_one()

    with reading(engine) as session:
        assert session.scalar(select(func.count(Unit.id))) == before == 1 + 30 + 126 + 1


def test_the_old_district_is_a_cluster_of_the_communes_made_mainly_of_it(engine: Engine, load_one):
    load_one()
    with reading(engine) as session:
        cluster = session.scalars(select(Unit).where(Unit.type == "cum")).one()
        links = session.execute(
            select(Unit.name, UnitParent.first_day)
            .join(Unit, Unit.id == UnitParent.unit_id)
            .where(UnitParent.parent_id == cluster.id, UnitParent.kind == LinkKind.CLUSTER)
        ).all()
        above = session.execute(
            select(Unit.code, UnitParent.kind)
            .join(Unit, Unit.id == UnitParent.parent_id)
            .where(UnitParent.unit_id == cluster.id)
        ).all()

    assert set(links) == {
        (name, date(2025, 7, 1)) for name in ("Phường Cầu Giấy", "Phường Nghĩa Đô", "Phường Yên Hòa")
    }
    assert above == [("01", LinkKind.CLUSTER)]


@pytest.mark.parametrize(
    ("today", "year", "last_period"),
    [
        (EARLIEST, "2021-2022", "2026-2027"),
        (date(2026, 9, 5), "2025-2026", "2026-2027"),  # a school year that has just begun shows nothing yet
        (date(2026, 9, 28), "2026-2027", "2026-2027"),
        (date(2028, 3, 1), "2027-2028", "2027-2028"),
    ],
)
def test_on_any_day_the_sample_tells_of_2020_and_of_the_present(
    engine: Engine, load_one, today: date, year: str, last_period: str
):
    load_one(today)

    with reading(engine) as session:
        assert set(session.scalars(select(Assessment.period_code))) == {"2020-2021", year}
        assert session.scalar(select(func.max(Period.code))) == last_period
        assert session.scalar(select(func.max(Event.at))) < datetime.combine(today, datetime.min.time(), ZONE)


def test_a_day_of_the_past_that_the_sample_tells_of_is_refused(load_one):
    with pytest.raises(ValueError, match="2021-10-01"):
        load_one(date(2021, 9, 30))

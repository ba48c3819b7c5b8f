"""The list of schools that a person may see, against the same list for everybody."""

import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select

from bench.figure import Figure, side_by_side
from bench.scene import settings_for, statements_of
from inspector.store import schools, units
from inspector.store.base import FIRST_DAY, LAST_DAY
from inspector.store.database import open_database, reading, transaction
from inspector.store.migrate import upgrade
from inspector.store.tables import Account, RoleGrant, School, SchoolPlace, Unit
from inspector.store.tree import holds_on
from inspector.text import fold, sort_key
from inspector.workflow.permissions import Role

SCHOOLS, AREAS = 15_000, 680
A_PAGE = 50
TODAY = date(2026, 11, 20)


def permission() -> Figure:
    """Return the milliseconds of a page of schools in reach against a page of all schools.

    The person's unit is above all areas, so that both lists are the same: the worst case, for nothing is
    spared by leaving schools out. Raises RuntimeError when permission takes a statement of its own.
    """
    with tempfile.TemporaryDirectory() as folder:
        settings = settings_for(Path(folder))
        engine = open_database(settings.database_url)
        upgrade(engine)
        account = _fill(engine)

        def ours() -> object:
            with reading(engine) as session:
                return schools.search(session, account, TODAY, limit=A_PAGE)

        def twin() -> object:
            with reading(engine) as session:
                return session.execute(_bare()).all()

        asked = [one for one in statements_of(engine, ours) if "SELECT" in one[0]]
        if len(asked) != 1 or len(_list(ours)) != len(_list(twin)):
            raise RuntimeError(f"{len(asked)} statements; the lists must be alike.")
        figure = Figure("permission", *side_by_side(ours, twin), budget=1.3, unit="ms")
        engine.dispose()
    return figure


def _list(call: Callable[[], Any]) -> list[Any]:
    return list(call())


def _bare() -> Any:
    columns = (School.id, School.code, School.name, SchoolPlace.unit_id, Unit.name, School.is_sample)
    return (
        select(*columns)
        .join(SchoolPlace, SchoolPlace.school_id == School.id)
        .join(Unit, Unit.id == SchoolPlace.unit_id)
        .where(holds_on(SchoolPlace, TODAY))
        .order_by(School.sort_key, School.code)
        .limit(A_PAGE + 1)
    )


def _fill(engine: Any) -> Any:
    with transaction(engine) as session:
        city = units.new_unit("01", "Thành phố", "thanh_pho_trung_uong")
        areas = [units.new_unit(f"{number:05}", f"Xã {number}", "xa") for number in range(AREAS)]
        account = Account(sign_in_name="reviewer", name="Cô Hạnh", password_hash="")
        session.add_all([city, *areas, account])
        session.flush()
        for area in areas:
            units.put_below(session, area.id, city.id, FIRST_DAY)
        session.add(RoleGrant(account_id=account.id, role=Role.REVIEWER, unit_id=city.id))
        names = [f"Trường MN số {number}" for number in range(SCHOOLS)]
        rows = [
            {"code": f"s{number}", "name": name, "sort_key": sort_key(name), "search_key": fold(name)}
            for number, name in enumerate(names)
        ]
        made = session.scalars(insert(School).returning(School.id), rows).all()
        lain = {"first_day": FIRST_DAY, "last_day": LAST_DAY}
        places = [
            {"school_id": id_, "unit_id": areas[place % AREAS].id, **lain} for place, id_ in enumerate(made)
        ]
        session.execute(insert(SchoolPlace), places)
        return account.id

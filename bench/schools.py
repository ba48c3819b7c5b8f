"""A list of fifteen thousand schools, looked at before it is taken."""

import tempfile
import time
from datetime import date
from itertools import cycle
from pathlib import Path

from bench.figure import Figure
from bench.scene import settings_for
from inspector.config import PROJECT
from inspector.criteria.catalogue import Catalogue
from inspector.documents.list_files import as_workbook
from inspector.documents.lists import read_lines
from inspector.services.school_lists.columns import columns, school_facts
from inspector.services.school_lists.planning import plan
from inspector.services.school_lists.reading import read_list
from inspector.services.units_import import import_units, read_units
from inspector.store.database import open_database, reading, transaction
from inspector.store.migrate import upgrade

SCHOOLS = 15_000
LIST = PROJECT / "inspector" / "data" / "units-hanoi-2025.csv"


def schools15000() -> Figure:
    """Return the seconds from the file of a workbook to what it would change."""
    vocabulary = school_facts(Catalogue.read(PROJECT / "criteria"))
    units = read_units(LIST.read_text("utf-8"), LIST.name)
    said = {"setting": "Trường (nhà trẻ, trường mẫu giáo, trường mầm non)", "ownership": "Công lập"}
    said |= {"meals": "Nấu tại trường", "cameras": "Có", "children": "320", "classes": "12"}
    rows = [[one.heading.vi for one in columns(vocabulary)]]
    for number, unit in zip(range(1, SCHOOLS + 1), cycle(units[1:]), strict=False):
        of_school = {"code": f"HN-{number:05}", "name": f"Trường MN Hoa Sen {number}", "unit": unit.code}
        cells = {**said, **of_school, "unit_name": unit.name}
        rows.append([cells.get(one.key, "") for one in columns(vocabulary)])
    content = as_workbook("Trường", rows, [])
    with tempfile.TemporaryDirectory() as folder:
        engine = open_database(settings_for(Path(folder)).database_url)
        upgrade(engine)
        with transaction(engine) as session:
            import_units(session, units)
        began = time.perf_counter()
        lines = read_lines(content)
        read = read_list(lines.rows, (), vocabulary, date(2026, 11, 20))
        with reading(engine) as session:
            planned = plan(session, read, vocabulary)
        taken = time.perf_counter() - began
        engine.dispose()
    if planned.problems or len(planned.changes) != SCHOOLS:
        raise RuntimeError(f"{len(planned.changes)} of {SCHOOLS} schools, {len(planned.problems)} problems")
    return Figure("schools15000", taken, None, 20.0, "s")

from pathlib import Path

import pytest
from sqlalchemy import Engine

from inspector.documents.list_files import as_workbook
from inspector.store import school_lists
from inspector.store.database import reading
from tests.store.world import World

HEAD = ["Mã trường", "Tên trường", "Mã địa bàn", "Số trẻ"]


def count(engine: Engine) -> int:
    with reading(engine) as session:
        return school_lists.number_of_schools(session)


def a_list(folder: Path, *rows: list[str]) -> str:
    file = folder / "schools.xlsx"
    file.write_bytes(as_workbook("Trường", [HEAD, *rows], []))
    return str(file)


def test_a_list_is_shown_first_then_applied_then_taken_back(run, world: World, tmp_path: Path):
    file = a_list(tmp_path, ["S-1", "Trường MN Hoa Sen", "001", "120"], ["S-2", "Sơn Ca", "002", "80"])

    shown = run("schools", "import", file)
    assert (shown.exit_code, count(world.engine)) == (0, 0)
    assert "2 schools: 2 new, 0 moved, 0 changed, 0 as they are." in shown.stdout

    applied = run("schools", "import", file, "--apply", "--day", "2026-09-01")
    assert (applied.exit_code, applied.stderr, count(world.engine)) == (0, "", 2)
    event = applied.stdout.split()[-1]

    assert run("schools", "undo", event).exit_code == 0
    assert count(world.engine) == 0
    again = run("schools", "undo", event)
    assert (again.exit_code, again.stderr) == (1, "Error: This list is not applied.\n")
    assert "is no import" in run("schools", "undo", "9999").stderr


def test_a_faulty_list_is_refused_with_rows_and_columns_on_standard_error(run, world: World, tmp_path: Path):
    file = a_list(tmp_path, ["S-1", "Trường MN Hoa Sen", "009", "120"], ["S-2", "Sơn Ca", "002", "many"])

    answer = run("schools", "import", file, "--apply", "--day", "2026-09-01")

    assert (answer.exit_code, count(world.engine)) == (1, 0)
    assert answer.stderr.splitlines() == [
        "Row 2, column Mã địa bàn: On 2026-09-01 no unit has the code 009.",
        "Row 3, column Số trẻ: “many” is no whole number. Write it without points and commas.",
    ]


@pytest.mark.parametrize("name", ["out.xlsx", "out.csv"])
def test_what_is_exported_is_a_list_that_changes_nothing(run, world: World, tmp_path: Path, name: str):
    world.school(name="Trường MN Hoa Sen")
    world.school(world.units.far, name="=Sơn Ca")
    file = str(tmp_path / name)

    written = run("schools", "export", file, "--day", "2026-11-20")
    read = run("schools", "import", file)

    assert "2 schools written" in written.stdout
    assert "2 schools: 0 new, 0 moved, 0 changed, 2 as they are." in read.stdout
    assert read.exit_code == 0


def test_a_file_that_is_no_list_is_refused(run, world: World, tmp_path: Path):
    (tmp_path / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")

    answer = run("schools", "import", str(tmp_path / "old.xls"))

    assert answer.exit_code == 1
    assert "97-2003" in answer.stderr

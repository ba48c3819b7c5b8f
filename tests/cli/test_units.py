from pathlib import Path

from sqlalchemy import Engine, func, select

from inspector.services.samples.tree import DATA
from inspector.services.units_import import COLUMNS
from inspector.store.database import reading
from inspector.store.tables import Unit, UnitOrigin

LISTS = [str(DATA / name) for name in ("units-hanoi-2020.csv", "units-hanoi-2025.csv")]


def count(engine: Engine, table: type) -> int:
    with reading(engine) as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_lists_and_a_crosswalk_are_put_into_the_tree(run, engine: Engine):
    answer = run("units", "import", *LISTS, "--crosswalk", str(DATA / "crosswalk-hanoi-2025.csv"))

    assert (answer.exit_code, answer.stderr) == (0, "")
    assert "157 units added, 0 changed, 158 rows read." in answer.stdout
    assert "origins of 126 units; 65 have several; 0 old units" in answer.stdout
    assert (count(engine, Unit), count(engine, UnitOrigin)) == (157, 215)


def test_a_faulty_list_writes_nothing_and_every_problem_has_its_line(run, engine: Engine, tmp_path: Path):
    faulty = tmp_path / "mine.csv"
    faulty.write_text(
        ",".join(COLUMNS) + "\n1,Xã A,xa,99,2025-07-01,,\n2,,xa,,,,\n3,Xã C,xa,,sometime,,\n", "utf-8"
    )

    answer = run("units", "import", LISTS[0], str(faulty))

    assert answer.exit_code == 1
    assert answer.stderr.splitlines() == [
        "mine.csv:3: name is empty.",
        "mine.csv:4: “sometime” is no day; write it like 2025-07-01, or leave it empty.",
    ]
    assert count(engine, Unit) == 0


def test_a_file_as_excel_saves_it_is_read(run, engine: Engine, tmp_path: Path):
    marked = tmp_path / "marked.csv"
    marked.write_text(",".join(COLUMNS) + "\r\n00070,Phường A,phuong,,,,\r\n", "utf-8-sig")
    other = tmp_path / "other.csv"
    other.write_bytes("Phường".encode("utf-16"))

    assert run("units", "import", str(marked)).exit_code == 0
    answer = run("units", "import", str(other))

    assert answer.exit_code == 1
    assert "other.csv: The file is not in UTF-8" in answer.stderr
    assert count(engine, Unit) == 1


def test_an_import_of_nothing_is_wrong_use(run):
    assert run("units", "import").exit_code == 2


def test_an_old_district_becomes_a_cluster(run, engine: Engine):
    run("units", "import", *LISTS, "--crosswalk", str(DATA / "crosswalk-hanoi-2025.csv"))

    made = run("units", "cluster", "Cụm Cầu Giấy", "--below", "01", "--old", "005", "--unit", "00070")
    wrong = run("units", "cluster", "Cụm", "--below", "01", "--unit", "01")

    assert made.exit_code == 0
    assert made.stdout.startswith("C-001 Cụm Cầu Giấy: ")
    assert wrong.exit_code == 1
    assert "directly below the same unit" in wrong.stderr
    assert count(engine, Unit) == 158

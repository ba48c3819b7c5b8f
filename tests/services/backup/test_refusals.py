"""A backup that is damaged, or does not fit the place, changes nothing there."""

import json
import os
from collections.abc import Iterable
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlalchemy import inspect, text

from inspector.services.backup.archive import SEAL, Manifest, NotPossible, Table, Writing, seal
from inspector.services.backup.restoring import check
from inspector.store.dump import Plain
from inspector.store.migrated import is_current
from tests.services.backup.conftest import Place
from tests.store.world import NOW, World

pytestmark = pytest.mark.database

ID = "6f1c1f5e-0000-4000-8000-000000000001"
ACCOUNT: dict[str, tuple[str, Plain]] = {
    "id": ("uuid", ID),
    "sign_in_name": ("text", "hanh"),
    "name": ("text", "Cô Hạnh"),
    "password_hash": ("text", ""),
    "is_sample": ("truth", False),
    "closed": ("truth", True),
}
"""As the first migration made the table."""


def a_backup(path: Path, *, migration: str = "0001", rows: Iterable[list[Plain]] | None = None) -> Path:
    """Write the backup of one account and one file of evidence."""
    kinds = {name: kind for name, (kind, _) in ACCOUNT.items()}
    file = path.with_name("evidence-file")
    file.write_text("one")
    with path.open("w+b") as stream:
        with Writing(stream) as writing:
            number = writing.table("account", rows or [[value for _, value in ACCOUNT.values()]])
            writing.evidence("a", file)
            tables = {"account": Table(columns=kinds, rows=number)}
            writing.end(Manifest(made_at=NOW, migration=migration, tables=tables, evidence=1))
        seal(stream)
    return path


def is_untouched(place: Place) -> bool:
    return inspect(place.engine).get_table_names() == [] and not any(place.evidence.glob("*"))


def test_every_altered_byte_is_noticed(tmp_path: Path):
    file = a_backup(tmp_path / "one")
    check(file)
    content = file.read_bytes()
    with file.open("r+b", buffering=0) as stream:
        for place, byte in enumerate(content):
            stream.seek(place)
            stream.write(bytes([byte ^ (1 << place % 8)]))
            with pytest.raises(NotPossible):
                check(file)
            stream.seek(place)
            stream.write(bytes([byte]))
    check(file)


def test_every_shorter_file_is_noticed(tmp_path: Path):
    file = a_backup(tmp_path / "one")
    for length in reversed(range(file.stat().st_size)):
        os.truncate(file, length)
        with pytest.raises(NotPossible):
            check(file)


@pytest.mark.parametrize("more", [b"\0", b"more", bytes(64)])
def test_a_longer_file_is_noticed(tmp_path: Path, more: bytes):
    file = a_backup(tmp_path / "one")
    with file.open("ab") as stream:
        stream.write(more)

    with pytest.raises(NotPossible, match="was altered"):
        check(file)


def test_a_damaged_backup_is_refused_before_anything_is_written(here: Place, empty_place, tmp_path: Path):
    file = here.back_up(tmp_path / "one")
    with file.open("r+b") as stream:
        stream.seek(file.stat().st_size // 2)
        byte = stream.read(1)
        stream.seek(-1, 1)
        stream.write(bytes([byte[0] ^ 1]))
    elsewhere = empty_place()

    with pytest.raises(NotPossible, match="was altered"):
        elsewhere.take(file)
    assert is_untouched(elsewhere)


def test_a_sealed_file_that_is_no_backup_is_refused(tmp_path: Path):
    file = tmp_path / "one"
    with file.open("w+b") as stream:
        stream.write(bytes(200))
        seal(stream)

    with pytest.raises(NotPossible, match="not as a backup"):
        check(file)


def test_a_backup_of_a_newer_database_names_the_remedy(empty_place, tmp_path: Path):
    file, elsewhere = a_backup(tmp_path / "one", migration="9999"), empty_place()

    with pytest.raises(NotPossible, match=r"9999.*Update this program"):
        elsewhere.take(file)
    assert is_untouched(elsewhere)


def test_a_backup_of_a_newer_format_names_the_remedy():
    manifest = Manifest(made_at=NOW, migration="0001", tables={}, evidence=0)
    values = json.loads(manifest.as_json())

    assert Manifest.from_json(json.dumps(values)) == manifest
    with pytest.raises(NotPossible, match="newer program"):
        Manifest.from_json(json.dumps({**values, "format": values["format"] + 1}))


def test_an_older_backup_is_restored_and_brought_up_to_date(empty_place, tmp_path: Path):
    elsewhere = empty_place()

    elsewhere.take(a_backup(tmp_path / "one"))

    with elsewhere.engine.connect() as connection:
        assert is_current(connection)
        assert connection.execute(text("SELECT name, closed FROM account")).all() == [("Cô Hạnh", True)]


def test_a_place_whose_tables_are_empty_is_empty(world: World, emptied, tmp_path: Path):
    place = emptied(Place(world.engine, tmp_path / "evidence"))

    place.take(a_backup(tmp_path / "one"))

    assert len(place.rows()["account"]) == 1
    assert place.files() == {"a": b"one"}


def test_a_place_with_rows_is_left_as_it_is(world: World, tmp_path: Path):
    place = Place(world.engine, tmp_path / "evidence")
    before = place.rows()

    with pytest.raises(NotPossible, match="rows in period, unit, unit_parent"):
        place.take(a_backup(tmp_path / "one"))
    assert place.rows() == before
    assert place.files() == {}


def test_a_place_with_evidence_is_left_as_it_is(empty_place, tmp_path: Path):
    elsewhere = empty_place()
    elsewhere.evidence.mkdir()
    (elsewhere.evidence / "there").write_text("already")

    with pytest.raises(NotPossible, match="is not empty"):
        elsewhere.take(a_backup(tmp_path / "one"))
    assert inspect(elsewhere.engine).get_table_names() == []
    assert elsewhere.files() == {"there": b"already"}


def test_a_database_of_a_newer_program_is_left_as_it_is(empty_place, tmp_path: Path):
    elsewhere = empty_place()
    with elsewhere.engine.begin() as connection:
        connection.execute(text("CREATE TABLE alembic_version (version_num varchar(32))"))
        connection.execute(text("INSERT INTO alembic_version VALUES ('9999')"))

    with pytest.raises(NotPossible, match="newer program"):
        elsewhere.take(a_backup(tmp_path / "one"))
    assert inspect(elsewhere.engine).get_table_names() == ["alembic_version"]


def test_rows_that_the_database_refuses_leave_the_place_empty(empty_place, tmp_path: Path):
    row = [value for _, value in ACCOUNT.values()]
    elsewhere = empty_place()

    with pytest.raises(NotPossible, match="refused rows of account"):
        elsewhere.take(a_backup(tmp_path / "one", rows=[row, row]))
    assert is_untouched(elsewhere)


def test_evidence_that_cannot_be_written_leaves_the_place_empty(empty_place, tmp_path: Path):
    elsewhere = empty_place()
    elsewhere.evidence.parent.joinpath("evidence").write_text("no folder")

    with pytest.raises(FileExistsError):
        elsewhere.take(a_backup(tmp_path / "one"))
    assert inspect(elsewhere.engine).get_table_names() == []


def test_evidence_stays_inside_its_folder_whatever_its_name(empty_place, tmp_path: Path):
    file, elsewhere = tmp_path / "one", empty_place()
    with file.open("w+b") as stream:
        with ZipFile(stream, "w") as archive:
            manifest = Manifest(made_at=NOW, migration="0001", tables={}, evidence=1)
            archive.writestr("manifest.json", manifest.as_json())
            archive.writestr("evidence/../../outside", "one")
            archive.comment = bytes(SEAL)
        seal(stream)

    elsewhere.take(file)

    assert elsewhere.files() == {"outside": b"one"}

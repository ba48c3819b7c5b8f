"""Writing a backup while the program runs."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO

from sqlalchemy import Connection, Engine

from inspector.services.backup.archive import Manifest, NotPossible, Table, Writing, seal
from inspector.store import dump
from inspector.store.migrated import is_current, numbers


def write_backup(engine: Engine, evidence: Path, file: Path, *, at: datetime) -> Manifest:
    """Write the database and the folder of evidence, as they are now, into a new file.

    The file is there whole or not at all, and only its owner may read it. Raises NotPossible.
    """
    if file.exists():
        raise NotPossible(f"{file} is there already. Give the backup another name.")
    with _beside(file) as part, dump.one_moment(engine) as connection:
        if not is_current(connection):
            raise NotPossible(
                "The database is of another version than this program. Back it up with the program that it "
                "worked with, or bring it up to date first: python -m inspector db upgrade"
            )
        manifest = _write(connection, evidence, part, at)
        seal(part)
    return manifest


def _write(connection: Connection, evidence: Path, part: IO[bytes], at: datetime) -> Manifest:
    with Writing(part) as writing:
        tables = {
            name: Table(columns=kinds, rows=writing.table(name, dump.rows(connection, name)))
            for name, kinds in dump.columns().items()
        }
        # After the rows: evidence is stored before the row that names it, so all that rows name is there.
        files = list(_files(evidence))
        for one in files:
            writing.evidence(one.relative_to(evidence).as_posix(), one)
        manifest = Manifest(made_at=at, migration=numbers()[-1], tables=tables, evidence=len(files))
        writing.end(manifest)
    return manifest


def _files(folder: Path) -> Iterator[Path]:
    """Return the files of a folder; those whose name begins with a dot are still being written."""
    found = sorted(folder.rglob("*")) if folder.is_dir() else []
    return (one for one in found if one.is_file() and not one.name.startswith("."))


@contextmanager
def _beside(file: Path) -> Iterator[IO[bytes]]:
    """Give a new file, for its owner alone, that takes its name only when the block ends well."""
    if not file.parent.is_dir():
        raise NotPossible(f"There is no folder {file.parent}. Make it first.")
    descriptor, name = tempfile.mkstemp(prefix=f".{file.name}.", suffix=".part", dir=file.parent)
    part = Path(name)
    try:
        with os.fdopen(descriptor, "w+b") as stream:
            yield stream
            stream.flush()
            os.fsync(descriptor)
        part.rename(file)
        _flush_folder(file.parent)
    finally:
        part.unlink(missing_ok=True)


def _flush_folder(folder: Path) -> None:
    """Have the new name survive a loss of power, as the content does."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

"""Restoring a backup into an empty place."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from inspector.services.backup.archive import Manifest, NotPossible, Reading, opened
from inspector.store import dump
from inspector.store.migrate import bring_to, migrating
from inspector.store.migrated import numbers, seen_by


def check(file: Path) -> Manifest:
    """Return what a backup holds. Raises NotPossible when it is damaged or newer than this program."""
    with opened(file) as backup:
        return _known(backup.manifest)


def restore(engine: Engine, evidence: Path, file: Path) -> Manifest:
    """Put a backup into an empty database and an empty folder, and bring both up to date.

    Raises NotPossible, and whatever the database or the disk says; the place is empty as before then.
    """
    with opened(file) as backup:
        manifest = _known(backup.manifest)
        with _empty(evidence), migrating(engine) as connection:
            _refuse_what_is_there(connection)
            bring_to(connection, manifest.migration)
            _fill(connection, backup)
            bring_to(connection, numbers()[-1])
            backup.unpack_evidence(evidence)
    return manifest


def _known(manifest: Manifest) -> Manifest:
    if manifest.migration not in numbers():
        raise NotPossible(
            f"The backup comes from a newer program (its database had migration {manifest.migration}, this "
            f"program has {numbers()[-1]}). Update this program, then restore."
        )
    return manifest


def _refuse_what_is_there(connection: Connection) -> None:
    full = dump.tables_with_rows(connection)
    if full:
        raise NotPossible(
            f"The database is not empty; there are rows in {', '.join(full)}. Restore into a new database."
        )
    if set(seen_by(connection)) - set(numbers()):
        raise NotPossible("The database was made by a newer program. Restore into a new database.")


def _fill(connection: Connection, backup: Reading) -> None:
    for name, table in backup.manifest.tables.items():
        try:
            dump.fill(connection, name, table.columns, backup.rows(name))
        except DBAPIError as error:
            raise NotPossible(f"The database refused rows of {name}: {error.orig}") from error


@contextmanager
def _empty(folder: Path) -> Iterator[None]:
    """Refuse a folder that holds anything; empty it again when what fills it fails."""
    if folder.is_dir() and any(folder.iterdir()):
        raise NotPossible(
            f"{folder} is not empty. Restore beside it, by another EVIDENCE_URL, or move it away."
        )
    try:
        yield
    except BaseException:
        for one in folder.iterdir() if folder.is_dir() else ():
            shutil.rmtree(one) if one.is_dir() else one.unlink()
        raise

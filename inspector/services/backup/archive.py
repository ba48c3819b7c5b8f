"""The file of a backup: a zip with a line of JSON for each row, sealed so that every change to it shows.

    manifest.json           what is in it, and of which moment and migration
    tables/account.jsonl    a row a line, its values in the order of the manifest's columns
    evidence/ab/cd…         the evidence files, as they are

The zip's comment, its last 64 bytes, is the SHA-256 of all bytes before it.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from io import BufferedWriter
from pathlib import Path
from typing import IO, Any, Self
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from inspector.store.dump import Plain

FORMAT = 1
SEAL = 64  # bytes
BLOCK = 1 << 20
EVIDENCE = "evidence/"
LINE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class NotPossible(Exception):
    """Why a backup is not written or not restored, and what to do. Nothing has changed then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    columns: Mapping[str, str]  # name: kind
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a backup holds. `migration` is the last one that its database had seen."""

    made_at: datetime
    migration: str
    tables: Mapping[str, Table]  # what others point to comes first
    evidence: int  # files

    @property
    def rows(self) -> int:
        return sum(one.rows for one in self.tables.values())

    def as_json(self) -> str:
        values = {"format": FORMAT, **asdict(self), "made_at": self.made_at.isoformat()}
        return json.dumps(values, indent=1)

    @classmethod
    def from_json(cls, text: str | bytes) -> "Manifest":
        """Read a manifest. Raises NotPossible when a newer program wrote it."""
        values: dict[str, Any] = json.loads(text)
        if values.pop("format") > FORMAT:
            raise NotPossible("A newer program wrote this backup. Update this one, then restore it.")
        values["made_at"] = datetime.fromisoformat(values["made_at"])
        values["tables"] = {name: Table(**table) for name, table in values["tables"].items()}
        return cls(**values)


class Writing:
    """A backup that is being written: tables and evidence first, the manifest last."""

    def __init__(self, file: IO[bytes]) -> None:
        self._zip = ZipFile(file, "w", ZIP_DEFLATED, strict_timestamps=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def table(self, name: str, rows: Iterable[list[Plain]]) -> int:
        """Write a table; return how many rows it has."""
        number = 0
        with self._zip.open(_table(name), "w", force_zip64=True) as one, BufferedWriter(one, BLOCK) as out:
            for row in rows:
                out.write(LINE(row).encode() + b"\n")
                number += 1
        return number

    def evidence(self, name: str, file: Path) -> None:
        # pictures and PDF do not become smaller
        self._zip.write(file, EVIDENCE + name, ZIP_STORED)

    def end(self, manifest: Manifest) -> None:
        """Write the manifest and leave room for the seal."""
        self._zip.writestr("manifest.json", manifest.as_json())
        self._zip.comment = bytes(SEAL)


class Reading:
    """A backup whose seal holds."""

    def __init__(self, file: IO[bytes]) -> None:
        self._zip = ZipFile(file)
        self.manifest = Manifest.from_json(self._zip.read("manifest.json"))

    def rows(self, name: str) -> Iterator[list[Plain]]:
        """Return the rows of a table, one by one."""
        with self._zip.open(_table(name)) as lines:
            for line in lines:
                yield json.loads(line)

    def unpack_evidence(self, folder: Path) -> None:
        """Write the evidence files into a folder; one that is not there yet is made for its owner alone."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for one in self._zip.infolist():
            if one.filename.startswith(EVIDENCE):
                one.filename = one.filename.removeprefix(EVIDENCE)
                self._zip.extract(one, folder)  # leaves no way out of the folder, whatever the name says


def _table(name: str) -> str:
    return f"tables/{name}.jsonl"


def seal(file: IO[bytes]) -> None:
    """Write the digest of everything before the seal into the room that was left for it."""
    digest = _digest(file)
    file.seek(-SEAL, 2)
    file.write(digest)


@contextmanager
def opened(path: Path) -> Iterator[Reading]:
    """Open a backup for reading. Raises NotPossible when it is none, is cut off, or was altered."""
    with path.open("rb") as file:
        digest = _digest(file)
        if file.read() != digest:
            raise NotPossible(f"{path} is no backup, or is cut off, or was altered. Take another copy.")
        try:
            reading = Reading(file)
        except (BadZipFile, KeyError, ValueError) as error:
            raise NotPossible(f"{path} is sealed, but not as a backup of this program: {error}.") from error
        yield reading


def _digest(file: IO[bytes]) -> bytes:
    """Return the digest of all bytes before the seal; the file then stands at the seal."""
    left = max(file.seek(0, 2) - SEAL, 0)
    file.seek(0)
    digest = hashlib.sha256()
    while left > 0:
        block = file.read(min(BLOCK, left))
        digest.update(block)
        left -= len(block)
    return digest.hexdigest().encode()

"""A catalogue kept as one file, so that a server does not read and check every text at each start."""

import hashlib
import hmac
import os
import pickle
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from inspector import text
from inspector.criteria.catalogue import Catalogue

_SIGNATURE = 32  # bytes


def read_kept(folder: Path, kept: Path, secret: str) -> Catalogue:
    """Return the catalogue of a folder, from the file `kept` where that was made of the same texts.

    Otherwise reads the folder, as `Catalogue.read` does (raises FaultyCatalogue), and keeps the result; where
    `kept` cannot be written, nothing is kept. The file is signed with the secret: one that anybody else
    has written or altered is not opened, because opening it could run what they wrote.
    """
    key = hashlib.sha256(b"criteria" + secret.encode()).digest()
    try:
        made_of = _made_of(folder)
    except OSError:
        return Catalogue.read(folder)  # says what cannot be read
    with suppress(OSError):
        content = kept.read_bytes()
        signature, pickled = content[:_SIGNATURE], content[_SIGNATURE:]
        if hmac.compare_digest(signature, hmac.digest(key, made_of + pickled, "sha256")):
            found: Catalogue = pickle.loads(pickled)  # noqa: S301  (signed by this installation)
            return found
    catalogue = Catalogue.read(folder)
    pickled = pickle.dumps(catalogue, pickle.HIGHEST_PROTOCOL)
    _keep(kept, hmac.digest(key, made_of + pickled, "sha256") + pickled)
    return catalogue


def _made_of(folder: Path) -> bytes:
    """Return a digest of all that a catalogue comes of: the texts, the code that reads them, Python."""
    whole = hashlib.sha256(sys.version.encode())
    for path in _sources(folder):
        content = path.read_bytes()
        whole.update(f"\0{path}\0{len(content)}\0".encode())
        whole.update(content)
    return whole.digest()


def _sources(folder: Path) -> Iterator[Path]:
    yield Path(text.__file__)
    yield from sorted(Path(__file__).parent.glob("*.py"))
    yield from sorted(
        one for one in folder.rglob("*.yaml") if one.is_file() and one.parent.name != "examples"
    )


def _keep(kept: Path, content: bytes) -> None:
    beside = kept.with_name(f"{kept.name}.{os.getpid()}")
    with suppress(OSError):
        kept.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(content)
        beside.replace(kept)

"""The secret of `make run`: made once, readable by its owner alone."""

import os
import secrets
from pathlib import Path


def secret_in(folder: Path) -> str:
    """Return the secret kept in this folder; the first call makes folder and secret."""
    file = folder / "secret"
    folder.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text("ascii").strip()
    with os.fdopen(descriptor, "w", encoding="ascii") as new:
        new.write(secrets.token_urlsafe(48))
    return file.read_text("ascii")

"""A backup of many ratings, and its restore."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from sqlalchemy import text

from bench.figure import Figure
from bench.scene import make_scene

RATINGS = 500_000
MANY = """
INSERT INTO rating (assessment_id, item_id, value, reason, note, evidence, revision, value_revision,
                    reason_revision, note_revision, evidence_revision, changed_at)
WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :number)
SELECT assessment_id, 'B' || n, value, '', note, '', 1, 1, 0, 1, 0, changed_at
FROM numbers JOIN rating ON item_id = (SELECT min(item_id) FROM rating)
"""


def backup500k() -> Figure:
    """Return the megabytes that backing up and restoring 500,000 ratings take at most."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        scene = make_scene(folder)
        with scene.engine.begin() as connection:
            connection.execute(text(MANY), {"number": RATINGS})
        scene.engine.dispose()
        file = str(folder / "one.backup")
        most = max(_most_memory(folder, "backup", file), _most_memory(folder / "new", "restore", file))
    return Figure("backup500k", most, None, 120, "MB")


def _most_memory(folder: Path, *command: str) -> float:
    environment = {**os.environ, "DATA_DIR": str(folder), "DATABASE_URL": "", "EVIDENCE_URL": ""}
    child = subprocess.Popen(
        [sys.executable, "-m", "inspector", *command], env=environment, stdout=subprocess.DEVNULL
    )
    _, status, used = os.wait4(child.pid, 0)
    if status:
        raise RuntimeError(f"{command[0]} ended with {os.waitstatus_to_exitcode(status)}.")
    return used.ru_maxrss / 1000

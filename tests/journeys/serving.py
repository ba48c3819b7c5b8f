"""Serve the program by a process of its own, on a free port."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from inspector.criteria.catalogue import Catalogue
from inspector.services.samples.load import load
from inspector.store.database import open_database, transaction

PROJECT = Path(__file__).parents[2]
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
PATIENCE = 30  # seconds for a start or an end


def load_sample(url: str) -> None:
    """Load the small sample into an empty, migrated database."""
    engine = open_database(url)
    with transaction(engine) as session:
        catalogue = Catalogue.read(PROJECT / "criteria")
        load(session, catalogue, today=datetime.now(ZONE).date(), zone=ZONE, scale=None)
    if url.startswith("sqlite"):
        # one file, ready to be copied
        with engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.exec_driver_sql("BEGIN")
    engine.dispose()


@contextmanager
def serve(database_url: str, folder: Path) -> Iterator[str]:
    """Serve the program with this database; ends with an error when a request failed inside."""
    # bound here: nobody else can take the port before the server does
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    log = folder / "server.log"
    environment = {
        **os.environ,
        "DATABASE_URL": database_url,
        "DATA_DIR": str(folder),
        "SECRET_KEY": "only for journeys " * 3,
        "SECURE_COOKIES": "0",
    }
    bind = f"--bind=fd://{listener.fileno()}"
    command = [sys.executable, "-m", "gunicorn", "--log-level=warning", bind, "app:app"]
    with listener, log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=PROJECT,
            env=environment,
            stdout=output,
            stderr=output,
            pass_fds=[listener.fileno()],
        )
    try:
        _wait_for(process, port, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    said = log.read_text("utf-8", "replace").splitlines()
    wrong = [line for line in said if "Traceback" in line or '"level": "error"' in line]
    assert not wrong, "\n".join(wrong)


def _wait_for(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        try:
            connection.request("GET", "/readyz")
            if connection.getresponse().status == http.HTTPStatus.OK:
                return
        except OSError:
            time.sleep(0.05)
        finally:
            connection.close()
    raise AssertionError(f"The server did not start.\n{log.read_text('utf-8', 'replace')}")

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from inspector.config import PROJECT


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def environment(world, database_url: str, port: int, tmp_path: Path) -> dict[str, str]:
    """A database that holds a school already, so that no sample data is loaded."""
    world.school()
    kept = {name: value for name, value in os.environ.items() if name != "SECRET_KEY"}
    return {**kept, "DATABASE_URL": database_url, "DATA_DIR": str(tmp_path / "data"), "PORT": str(port)}


def launch(environment: dict[str, str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "inspector.run"],
        cwd=PROJECT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def running(environment: dict[str, str], port: int) -> Iterator[subprocess.Popen[str]]:
    launched = launch(environment)
    try:
        assert launched.stdout is not None
        said = iter(launched.stdout.readline, "")
        assert any(f"http://127.0.0.1:{port}" in line for line in said), launched.communicate()[1]
        yield launched
    finally:
        launched.terminate()
        launched.communicate()


def children(pid: int) -> list[int]:
    """The processes that this one started and that still run, in their order."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()]


def descendants(pid: int) -> list[int]:
    return [one for child in children(pid) for one in (child, *descendants(child))]


def is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def status_of(port: int, path: str) -> int:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    finally:
        connection.close()


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=lambda stop: stop.name)
def test_what_was_started_is_ready_and_leaves_no_process_behind(running, port: int, stop: signal.Signals):
    started = descendants(running.pid)
    assert len(started) >= 3, "server, its processes, worker"
    assert [status_of(port, path) for path in ("/healthz", "/readyz")] == [200, 200]

    running.send_signal(stop)

    assert running.wait(20) == 0
    assert [pid for pid in started if is_there(pid)] == []


def test_when_the_worker_ends_the_server_does_too(running):
    server, worker = children(running.pid)

    os.kill(worker, signal.SIGKILL)

    assert running.wait(20) == 1
    assert not is_there(server)


def test_a_port_that_is_taken_is_said_with_another_one(environment, port: int):
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()

        launched = launch(environment)
        _, said = launched.communicate()

    assert launched.returncode == 1
    assert f"Port {port} is taken" in said
    assert f"PORT={port + 1}" in said


def test_faulty_settings_are_said_before_anything_starts(environment):
    launched = launch({**environment, "TIME_ZONE": "Nowhere"})
    _, said = launched.communicate()

    assert launched.returncode == 1
    assert said.startswith("TIME_ZONE must be")

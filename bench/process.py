"""What a server process takes: memory and time."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.figure import Figure
from bench.scene import NOW
from inspector.config import PROJECT

PASSWORD = "mau-thu-2026"
PAGES = {
    "hieutruong1": ("/", "/assess/"),
    "doan1": ("/", "/inspect/"),
    "so": ("/", "/oversee/", "/oversee/waiting", "/oversee/visits", "/oversee/schools"),
}


def _environment(folder: str, port: int) -> dict[str, str]:
    return {
        # a server finds its compiled files where `make setup` or an earlier start left them
        **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
        "DATA_DIR": folder,
        "DATABASE_URL": f"sqlite:///{Path(folder) / 'inspector.sqlite3'}",
        "SECRET_KEY": "only for the bench " * 4,
        "SECURE_COOKIES": "0",
        "PORT": str(port),
        "WEB_CONCURRENCY": "1",
    }


def _run(*command: str, environment: dict[str, str]) -> None:
    subprocess.run(
        [sys.executable, "-m", "inspector", *command], env=environment, check=True, capture_output=True
    )


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def _served(folder: str, port: int) -> Iterator[subprocess.Popen[bytes]]:
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--log-level=warning", "app:app"],
        env=_environment(folder, port),
        cwd=PROJECT,
        stderr=subprocess.DEVNULL,
    )
    try:
        _until_ready(server, port)
        yield server
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(10)


def _until_ready(server: subprocess.Popen[bytes], port: int) -> None:
    while server.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/readyz")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.01)
        finally:
            connection.close()
    raise RuntimeError("The server did not start.")


def start() -> Figure:
    """Return the seconds from starting the server to its first ready answer; the median of five."""
    taken = []
    with tempfile.TemporaryDirectory() as folder:
        port = _free_port()
        _run("db", "upgrade", environment=_environment(folder, port))
        for _ in range(5):
            began = time.perf_counter()
            with _served(folder, port):
                taken.append(time.perf_counter() - began)
    return Figure("start", sorted(taken)[2], None, 2.0, "s")


def sample_data() -> Figure:
    """Return the seconds that loading the sample data takes."""
    with tempfile.TemporaryDirectory() as folder:
        environment = _environment(folder, _free_port())
        _run("db", "upgrade", environment=environment)
        began = time.perf_counter()
        _run("demo", "load", environment=environment)
        return Figure("sample_data", time.perf_counter() - began, None, 30.0, "s")


def worker_memory() -> Figure:
    """Return the megabytes of a server process that made the main pages of every role, charts included."""
    with tempfile.TemporaryDirectory() as folder:
        port = _free_port()
        environment = _environment(folder, port)
        _run("db", "upgrade", environment=environment)
        _run("demo", "load", environment=environment)
        with _served(folder, port) as server:
            for name, pages in PAGES.items():
                _visit(port, name, pages)
            return Figure("worker_memory", max(map(_resident, _children(server.pid))), None, 120, "MB")


def _visit(port: int, name: str, pages: tuple[str, ...]) -> None:
    """Sign in and open the pages, and on the first of them three further links to records."""
    from urllib.parse import urlencode

    jar: dict[str, str] = {}
    page = _ask(port, "GET", "/sign-in", jar)
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token is not None
    fields = {"csrf_token": token[1], "sign_in_name": name, "password": PASSWORD, "to": "/"}
    _ask(port, "POST", "/sign-in", jar, urlencode(fields))
    for path in pages:
        content = _ask(port, "GET", path, jar)
        for link in list(
            dict.fromkeys(re.findall(r'href="(/(?!static)[a-z]+/[^"#]*[0-9a-f]{12}[^"#]*)"', content))
        )[:3]:
            _ask(port, "GET", link.replace("&amp;", "&"), jar)


def _ask(
    port: int, method: str, path: str, jar: dict[str, str], body: str | None = None, hops: int = 3
) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in jar.items())}
    if body is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    content = answer.read().decode()
    for value in answer.headers.get_all("Set-Cookie") or ():
        name, _, rest = value.partition("=")
        jar[name] = rest.partition(";")[0]
    location = answer.headers.get("Location")
    connection.close()
    if answer.status >= 400:
        raise RuntimeError(f"{path} answered {answer.status} at {NOW}.")
    return _ask(port, "GET", location, jar, hops=hops - 1) if location and hops else content


def _children(pid: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _resident(pid: int) -> float:
    (kilobytes,) = re.findall(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    return int(kilobytes) / 1000

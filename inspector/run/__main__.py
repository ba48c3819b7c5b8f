"""Start server and worker, say where they are, and leave nothing behind when told to stop."""

import http.client
import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from types import FrameType
from typing import NoReturn

from inspector.config import PROJECT, FaultySettings, Settings
from inspector.run.secret import secret_in

HOST = "127.0.0.1"
STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PATIENCE = 10  # seconds that a process has to end what it is doing


class Stopped(BaseException):
    """Somebody typed Ctrl-C, closed the terminal or ended make."""


def main() -> int:
    """Serve until stopped. Return 0 when somebody stopped it, 1 when something went wrong."""
    children: list[subprocess.Popen[bytes]] = []
    parent = os.getppid()
    _listen_for_stops()
    try:
        environment = local_environment(os.environ)
        settings = Settings.from_environment(environment)
        if not _is_free(settings.port):
            return _fail(
                f"Port {settings.port} is taken. Take another one: PORT={settings.port + 1} make run"
            )
        # beside each other, for both take a second; nobody is told the address before both are done
        server = _start(children, ["gunicorn", "--log-level=warning", "app:app"], environment)
        preparing = _start(children, ["inspector.run.prepare"], environment)
        if preparing.wait():
            return _fail("The database could not be prepared; see above.")
        worker = _start(children, ["inspector", "work"], environment)
        if not _answers(server, settings.port):
            return _fail("The server did not start; see above.")
        print(f"\nInspector: http://{HOST}:{settings.port}   (Ctrl-C stops it)", flush=True)
        return _watch([server, worker], parent)
    except FaultySettings as error:
        return _fail(str(error))
    except Stopped:
        return 0
    finally:
        _end(children)


def local_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the environment with what only a program on one's own machine may choose by itself.

    That is a secret, made once, and cookies that also travel without HTTPS. What is set already stays.
    """
    data_dir = environment.get("DATA_DIR") or str(PROJECT / "instance")
    own = {"DATA_DIR": data_dir, "SECURE_COOKIES": environment.get("SECURE_COOKIES") or "0"}
    own["SECRET_KEY"] = environment.get("SECRET_KEY") or secret_in(PROJECT / data_dir)
    return {**environment, **own}


def _listen_for_stops() -> None:
    def stop(signum: int, frame: FrameType | None) -> NoReturn:
        for one in STOPS:
            signal.signal(one, signal.SIG_IGN)
        raise Stopped

    for one in STOPS:
        if signal.getsignal(one) is not signal.SIG_IGN:  # nohup means it
            signal.signal(one, stop)


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def _start(
    children: list[subprocess.Popen[bytes]], module: Sequence[str], environment: Mapping[str, str]
) -> subprocess.Popen[bytes]:
    # a session of its own: Ctrl-C reaches the child once, through us
    child = subprocess.Popen(
        [sys.executable, "-m", *module], cwd=PROJECT, env=dict(environment), start_new_session=True
    )
    children.append(child)
    return child


def _answers(server: subprocess.Popen[bytes], port: int) -> bool:
    while server.poll() is None:
        connection = http.client.HTTPConnection(HOST, port, timeout=60)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == http.HTTPStatus.OK
        except OSError:
            time.sleep(0.05)
        finally:
            connection.close()
    return False


def _watch(children: Sequence[subprocess.Popen[bytes]], parent: int) -> int:
    by_hand = os.isatty(0)
    while os.getppid() == parent and not (by_hand and _terminal_is_closed()):
        if any(child.poll() is not None for child in children):
            return _fail("The server or the worker ended by itself; see above.")
        time.sleep(0.5)
    return 0


def _terminal_is_closed() -> bool:
    # over ssh, make can be the only one that is told so, and then it waits for us
    terminal = select.poll()
    terminal.register(0, 0)
    return any(happened & select.POLLHUP for _, happened in terminal.poll(0))


def _end(children: Sequence[subprocess.Popen[bytes]]) -> None:
    for child in children:
        if child.poll() is None:
            child.terminate()
    for child in children:
        try:
            child.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def _fail(reason: str) -> int:
    print(reason, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())

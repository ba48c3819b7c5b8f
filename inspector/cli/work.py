"""The worker's command."""

import signal
from threading import Event
from types import FrameType

import click

from inspector.cli.database import database, editions
from inspector.jobs.worker import work_until


@click.command()
def work() -> None:
    """Do the jobs that pages leave to be done, until stopped."""
    stopped = Event()

    def stop(signal_: int, frame: FrameType | None) -> None:
        stopped.set()

    for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(one, stop)
    with database() as engine:
        work_until(stopped, engine, editions())

"""Does one job after another, each in a transaction of its own."""

import json
import logging
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from threading import Event

from sqlalchemy import Engine

from inspector.jobs.kinds import KINDS, Work
from inspector.services.editions import Editions
from inspector.store import jobs
from inspector.store.database import reading, transaction

log = logging.getLogger(__name__)

PAUSE = 2.0
"""Seconds between two looks at the table when nothing waits."""

LOST_AFTER = timedelta(hours=1)
"""A job that has run this long has lost its worker."""


def now() -> datetime:
    return datetime.now(UTC)


def work_once(
    engine: Engine, editions: Editions, *, at: Callable[[], datetime] = now, kinds: Mapping[str, Work] = KINDS
) -> bool:
    """Do the job that has waited longest; return False when none waits.

    What a failed job wrote is rolled back; it is tried again later. Its problem is kept by kind of
    error only, for the text of an error may hold what somebody typed.
    """
    if not _one_waits(engine, at()):
        return False
    with transaction(engine) as session:
        job = jobs.take(session, at())
    if job is None:
        return False
    try:
        with transaction(engine) as session:
            kinds[job.kind](session, editions, json.loads(job.payload))
            jobs.end(session, job.id, at())
    except Exception as error:
        log.exception("job failed", extra={"kind": job.kind})
        with transaction(engine) as session:
            jobs.fail(session, job.id, type(error).__name__, at())
    return True


def _one_waits(engine: Engine, at: datetime) -> bool:
    """Look without the write lock: most looks find nothing."""
    with reading(engine) as session:
        return jobs.waits(session, at)


def work_until(stopped: Event, engine: Engine, editions: Editions) -> None:
    """Do jobs until stopped; the one at hand is ended first."""
    with transaction(engine) as session:
        jobs.take_back(session, now(), started_before=now() - LOST_AFTER)
    while not stopped.is_set():
        if not work_once(engine, editions):
            stopped.wait(PAUSE)

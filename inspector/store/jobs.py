"""Jobs: asked for, taken by one worker, ended."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from inspector.store.tables import Job
from inspector.store.tables.events import JobState

MOST_ATTEMPTS = 5


def ask(session: Session, kind: str, payload: Mapping[str, Any], *, by: UUID | None, at: datetime) -> Job:
    """Write a job in the transaction at hand; a worker does it once that is committed."""
    job = Job(
        kind=kind,
        payload=json.dumps(dict(payload), ensure_ascii=False, sort_keys=True, default=str),
        state=JobState.WAITING,
        asked_at=at,
        asked_by=by,
        run_from=at,
        started_at=None,
        ended_at=None,
        attempts=0,
        problem="",
    )
    session.add(job)
    session.flush()
    return job


def take(session: Session, now: datetime) -> Job | None:
    """Return the job that has waited longest, marked as running; None when none waits.

    Two workers never get the same one: rows that another is taking are passed over.
    """
    job = session.scalars(
        select(Job)
        .where(Job.state == JobState.WAITING, Job.run_from <= now)
        .order_by(Job.run_from, Job.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    ).one_or_none()
    if job is not None:
        job.state, job.started_at, job.attempts = JobState.RUNNING, now, job.attempts + 1
        session.flush()
    return job


def end(session: Session, job_id: UUID, now: datetime) -> None:
    """Note that a job is done."""
    job = session.get_one(Job, job_id)
    job.state, job.ended_at, job.problem = JobState.DONE, now, ""


def fail(session: Session, job_id: UUID, problem: str, now: datetime) -> None:
    """Note that a job failed: it is tried again later, each time after a longer wait, and then left."""
    job = session.get_one(Job, job_id)
    job.problem = problem
    if job.attempts < MOST_ATTEMPTS:
        job.state, job.run_from = JobState.WAITING, now + timedelta(minutes=2**job.attempts)
    else:
        job.state, job.ended_at = JobState.FAILED, now


def take_back(session: Session, now: datetime, *, started_before: datetime) -> int:
    """Put jobs back whose worker was ended in their middle; return how many there were."""
    lost = session.scalars(
        select(Job).where(Job.state == JobState.RUNNING, Job.started_at < started_before)
    ).all()
    for job in lost:
        job.state, job.run_from = JobState.WAITING, now
    return len(lost)


def waits(session: Session, now: datetime) -> bool:
    """Say whether a job waits to be done."""
    query = select(Job.id).where(Job.state == JobState.WAITING, Job.run_from <= now).limit(1)
    return session.scalar(query) is not None

from datetime import timedelta
from threading import Thread
from uuid import uuid4

import pytest
from sqlalchemy import Engine

from inspector.jobs.worker import work_once
from inspector.store import jobs
from inspector.store.database import open_database, reading, transaction
from inspector.store.tables import Job, Score
from inspector.store.tables.events import JobState
from tests.store.world import NOW, World

pytestmark = pytest.mark.database


def asked(engine: Engine, kind: str = "rescore", **payload: object):
    with transaction(engine) as session:
        return jobs.ask(session, kind, payload, by=None, at=NOW).id


def state_of(engine: Engine, job) -> tuple[JobState, int, str]:
    with reading(engine) as session:
        found = session.get_one(Job, job)
        return found.state, found.attempts, found.problem


def test_a_job_is_done_once_and_then_no_more(world: World):
    assessment = world.submitted(world.school())
    with transaction(world.engine) as session:
        session.get_one(Score, assessment).percent = 5
    job = asked(world.engine, assessment_id=assessment)

    assert work_once(world.engine, world.editions, at=lambda: NOW)
    assert not work_once(world.engine, world.editions, at=lambda: NOW)

    assert state_of(world.engine, job) == (JobState.DONE, 1, "")
    with reading(world.engine) as session:
        assert session.get_one(Score, assessment).percent == 1000


def test_a_job_does_not_run_before_its_time(world: World):
    asked(world.engine, assessment_id=uuid4())

    assert not work_once(world.engine, world.editions, at=lambda: NOW - timedelta(seconds=1))


def test_a_failed_job_leaves_nothing_behind_and_is_tried_again_later_each_time(world: World):
    job = asked(world.engine, "breaks")

    def breaks(session, editions, payload):
        jobs.ask(session, "rescore", {}, by=None, at=NOW)
        raise ValueError("what somebody typed")

    clock = [NOW]

    def works() -> bool:
        return work_once(world.engine, world.editions, at=lambda: clock[0], kinds={"breaks": breaks})

    for attempt in range(1, jobs.MOST_ATTEMPTS + 1):
        assert works()
        assert state_of(world.engine, job)[1:] == (attempt, "ValueError")
        assert not works()
        clock[0] += timedelta(minutes=2**attempt)

    assert state_of(world.engine, job)[0] is JobState.FAILED
    assert not works()


def test_a_job_whose_worker_was_ended_is_put_back(world: World):
    job = asked(world.engine, assessment_id=uuid4())
    with transaction(world.engine) as session:
        assert jobs.take(session, NOW) is not None

    with transaction(world.engine) as session:
        assert jobs.take_back(session, NOW, started_before=NOW) == 0
        assert jobs.take_back(session, NOW, started_before=NOW + timedelta(seconds=1)) == 1

    assert state_of(world.engine, job)[0] is JobState.WAITING


def test_two_workers_never_do_the_same_job(world: World, database_url: str):
    for _ in range(6):
        asked(world.engine, "counts")
    done: list[int] = []

    def counts(session, editions, payload):
        done.append(1)

    def worker() -> None:
        engine = open_database(database_url)
        while work_once(engine, world.editions, at=lambda: NOW, kinds={"counts": counts}):
            pass
        engine.dispose()

    threads = [Thread(target=worker) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(done) == 6

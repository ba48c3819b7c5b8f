from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import Engine, select

from inspector.services import assessing
from inspector.services.rescoring import astray, rebuild
from inspector.store import assessments, schools
from inspector.store.database import open_database, reading, transaction
from inspector.store.migrate import upgrade
from inspector.store.tables import Assessment, Score
from inspector.workflow.states import OPEN, State, StepNotAllowed
from tests.store.world import NOW, PERIOD, World

pytestmark = pytest.mark.database

VALUES = st.sampled_from(["met", "not_met", "na", None])
ITEMS = st.sampled_from(["A1", "A2", "A3", "B1", "B2"])


class Schools(RuleBasedStateMachine):
    """Schools that save, submit, get back, withdraw, put aside, change facts and move, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.engine: Engine = open_database(f"sqlite:///{Path(self.folder.name)}/inspector.sqlite3")
        upgrade(self.engine)
        self.world = World(self.engine)
        self.clock = NOW

    def teardown(self) -> None:
        self.engine.dispose()
        self.folder.cleanup()

    def now(self):
        self.clock += timedelta(minutes=1)
        return self.clock

    @initialize(meals=st.sampled_from(["cooked", "bought", None]))
    def opens(self, meals):
        self.school = self.world.school(meals=meals)
        self.draft = self.world.draft(self.school)

    def step(self, do):
        """Do something with the assessment; what its state forbids or what is lacking changes nothing."""
        with transaction(self.engine) as session:
            found = assessments.locked(session, self.draft)
            assert found is not None
            before = found.state
            try:
                do(session, found)
            except (
                StepNotAllowed,
                assessing.NotComplete,
                assessing.AlreadySeen,
                assessing.ReasonMissing,
                assessing.HasAnswers,
            ):
                assert found.state is before

    @rule(item=ITEMS, value=VALUES)
    def rates(self, item, value):
        self.world.save(self.draft, {item: value}, at=self.now())

    @rule(answer=st.sampled_from(["yes", "no", None]))
    def answers_the_gate(self, answer):
        self.world.save(self.draft, {"R1": answer}, at=self.now())

    @rule()
    def rates_everything(self):
        self.world.fill(self.draft)

    @rule(meals=st.sampled_from(["cooked", "bought", None]))
    def changes_a_fact(self, meals):
        self.step(
            lambda session, found: assessing.set_facts(
                session, found, self.world.edition, {"meals": meals}, by=None, at=self.now()
            )
        )

    @rule()
    def submits(self):
        self.step(
            lambda session, found: assessing.submit(
                session, found, self.world.edition, by=None, at=self.now()
            )
        )

    @rule()
    def withdraws(self):
        self.step(lambda session, found: assessing.withdraw(session, found, by=None, at=self.now()))

    @rule()
    def is_seen(self):
        self.step(lambda session, found: assessing.note_seen(session, found, by=None, at=self.now()))

    @rule()
    def gets_it_back(self):
        self.step(
            lambda session, found: assessing.return_(
                session, found, self.world.edition, {"A1": "Bổ sung"}, "", by=None, at=self.now()
            )
        )

    @rule()
    def is_accepted(self):
        self.step(lambda session, found: assessing.accept(session, found, by=None, at=self.now()))

    @rule(reason=st.sampled_from(["", "Nhầm bộ tiêu chí"]))
    def puts_it_aside(self, reason):
        self.step(lambda session, found: assessing.put_aside(session, found, reason, by=None, at=self.now()))

    @precondition(lambda self: not self.is_open())
    @rule()
    def opens_the_next(self):
        self.draft = self.world.draft(self.school, at=self.now())

    @rule(far=st.booleans(), days=st.integers(0, 40))
    def moves(self, far, days):
        with transaction(self.engine) as session:
            unit = self.world.units.far if far else self.world.units.near
            schools.move(session, self.school, unit, date(2026, 10, 20) + timedelta(days=days))

    def is_open(self):
        with reading(self.engine) as session:
            return assessments.open_self(session, self.school, "small", PERIOD) is not None

    @invariant()
    def stored_scores_equal_a_recount(self):
        with reading(self.engine) as session:
            assert list(astray(session, self.world.editions)) == []

    @invariant()
    def at_most_one_is_open_and_what_counts_has_its_time(self):
        with reading(self.engine) as session:
            found = session.scalars(select(Assessment)).all()
            assert sum(one.state in OPEN for one in found) <= 1
            for one in found:
                assert (one.counts_from is not None) == (one.state in (State.SUBMITTED, State.ACCEPTED))


Schools.TestCase.settings = settings(
    max_examples=25, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
)


class TestSchools(Schools.TestCase):
    pass


def test_a_score_that_went_astray_is_found_and_mended(world: World):
    assessment = world.submitted(world.school())
    with transaction(world.engine) as session:
        score = session.get(Score, assessment)
        assert score is not None
        score.percent = 5
    with transaction(world.engine) as session:
        (found,) = astray(session, world.editions)
        assert (found.assessment_id, found.recounted.whole["percent"]) == (assessment, 1000)

        assert rebuild(session, world.editions) == 1

        assert list(astray(session, world.editions)) == []

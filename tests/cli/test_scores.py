import pytest
from sqlalchemy import Engine

from inspector.store.database import reading, transaction
from inspector.store.editions import keep
from inspector.store.tables import Score
from tests.store.world import NOW, World


@pytest.fixture
def assessment(world: World):
    assessment = world.submitted(world.school())
    with transaction(world.engine) as session:
        keep(session, world.edition, NOW)
    return assessment


def change_percent(engine: Engine, assessment, percent: int) -> None:
    with transaction(engine) as session:
        session.get_one(Score, assessment).percent = percent


def test_scores_that_are_right_are_left_alone(run, assessment):
    check, rebuild = run("scores", "check"), run("scores", "rebuild")

    assert (check.exit_code, check.stderr) == (0, "")
    assert "0 assessments" in rebuild.stdout


def test_a_score_that_went_astray_is_named_and_then_mended(run, assessment, engine: Engine):
    change_percent(engine, assessment, 5)

    check = run("scores", "check")
    rebuild = run("scores", "rebuild")

    assert check.exit_code == 1
    assert str(assessment) in check.stderr
    assert "scores rebuild" in check.stderr
    assert "1 assessments" in rebuild.stdout
    assert run("scores", "check").exit_code == 0
    with reading(engine) as session:
        assert session.get_one(Score, assessment).percent == 1000

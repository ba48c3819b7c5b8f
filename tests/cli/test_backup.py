"""`backup` and `restore`: exits, streams, files."""

import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from inspector.cli import inspector
from inspector.cli.stopping import stopped_in_order
from tests.store.world import World

pytestmark = pytest.mark.database


@pytest.fixture
def run(database_url: str, tmp_path: Path) -> Callable[..., Result]:
    """Run a command in the installation of the test, or in a new one of another folder."""

    def go(*words: str | Path, elsewhere: str = "") -> Result:
        environment = {
            "DATA_DIR": str(tmp_path / elsewhere / "data"),
            "DATABASE_URL": "" if elsewhere else database_url,
            "EVIDENCE_URL": "",
        }
        return CliRunner().invoke(inspector, [str(one) for one in words], env=environment)

    return go


def test_a_backup_can_be_looked_at_and_restored_elsewhere(run, world: World, tmp_path: Path):
    world.submitted(world.school())
    evidence = tmp_path / "data" / "evidence"
    evidence.mkdir(parents=True)
    (evidence / "one").write_text("picture")
    file = tmp_path / "one.backup"

    made = run("backup", file)
    looked_at = run("restore", file, "--check", elsewhere="new")
    assert not (tmp_path / "new").exists()
    restored = run("restore", file, elsewhere="new")

    assert [(one.exit_code, one.stderr) for one in (made, looked_at, restored)] == [(0, "")] * 3
    assert made.stdout.startswith(f"{file}: ")
    assert made.stdout.endswith(" rows, 1 evidence files.\n")
    assert "would be restored" in looked_at.stdout
    assert (tmp_path / "new" / "data" / "evidence" / "one").read_text() == "picture"
    assert run("db", "check", elsewhere="new").exit_code == 0


def test_a_second_restore_finds_the_place_full(run, world: World, tmp_path: Path):
    file = tmp_path / "one.backup"
    run("backup", file)

    first, second = (run("restore", file, elsewhere="new") for _ in range(2))

    assert (first.exit_code, second.exit_code) == (0, 1)
    assert "not empty" in second.stderr


def test_a_backup_is_not_written_over_another(run, tmp_path: Path):
    first, second = (run("backup", tmp_path / "one.backup") for _ in range(2))

    assert (first.exit_code, second.exit_code, second.stdout) == (0, 1, "")
    assert "is there already" in second.stderr


@pytest.mark.parametrize("check", [(), ("--check",)])
def test_a_file_that_is_no_backup_is_a_problem(run, tmp_path: Path, check: tuple[str, ...]):
    file = tmp_path / "one.backup"
    file.write_text("no backup")

    answer = run("restore", file, *check, elsewhere="new")

    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "is no backup" in answer.stderr


def test_a_backup_that_is_not_there_is_wrong_use(run, tmp_path: Path):
    assert run("restore", tmp_path / "nothing").exit_code == 2


def test_being_told_to_stop_unwinds_what_was_begun():
    before = signal.getsignal(signal.SIGTERM)

    with pytest.raises(SystemExit) as stopped, stopped_in_order():
        signal.raise_signal(signal.SIGTERM)

    assert stopped.value.code == 1
    assert signal.getsignal(signal.SIGTERM) is before

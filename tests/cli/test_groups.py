import subprocess
import sys

from click.testing import CliRunner

from inspector.cli import GROUPS, inspector


def run(*code: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", "; ".join(code)], check=True, capture_output=True, text=True
    ).stdout


def test_every_group_can_be_called_and_says_what_it_does():
    for name in GROUPS:
        answer = CliRunner().invoke(inspector, [name, "--help"])
        assert answer.exit_code == 0, answer.output
        assert f"inspector {name}" in answer.output


def test_a_group_that_does_not_exist_is_wrong_use():
    assert CliRunner().invoke(inspector, ["nothing"]).exit_code == 2


def test_checking_criteria_needs_neither_a_web_server_nor_a_database():
    loaded = run("import sys, inspector.cli.criteria", "print(*sorted(sys.modules))").split()

    assert "inspector.cli.criteria" in loaded
    assert not {"flask", "sqlalchemy", "plotly", "alembic"} & set(loaded)

"""`criteria check` and `criteria diff`: exits and streams, without a database or settings."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from inspector.cli import inspector
from tests.criteria.builders import (
    a_criterion,
    a_set_file,
    an_edition,
    as_yaml,
    publish,
    write,
    write_edition,
)


@pytest.fixture
def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a published edition, as seen from the folder that holds criteria/."""
    monkeypatch.chdir(tmp_path)
    folder = write_edition(Path("criteria"), an_edition(status="published"))
    write(Path("criteria/tried/set.yaml"), a_set_file())
    publish(Path("criteria"))
    return folder


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(inspector, ["criteria", *(str(one) for one in words)])


def example(**expect: object) -> str:
    return as_yaml({"name": "All is met", "ratings": {"all": "met"}, "expect": expect})


def test_check_looks_at_every_set_of_the_folder(edition: Path):
    write(edition / "examples/a.yaml", example(outcome="pass", met=2))
    found = run("check")

    assert (found.exit_code, found.stderr) == (0, "")
    assert found.stdout == "1 editions, 1 examples: nothing is wrong.\n"


def test_check_prints_every_problem_on_a_line_of_standard_error(edition: Path):
    write(edition / "edition.yaml", an_edition(status="ready", concerns={})["edition.yaml"])
    write(edition / "groups/02-b.yaml", "id: [\n")
    found = run("check")

    assert (found.exit_code, found.stdout) == (1, "")
    first, second, third = found.stderr.splitlines()
    assert first.startswith("criteria/tried/2026-09-01/edition.yaml, line 3: “status” is “ready”.")
    assert second.startswith("criteria/tried/2026-09-01/edition.yaml, line ")
    assert third.startswith("criteria/tried/2026-09-01/groups/02-b.yaml, line ")


@pytest.mark.parametrize("words", [["check"], ["check", "criteria/tried/2026-09-01"]])
def test_check_scores_the_examples(edition: Path, words: list[str]):
    write(edition / "examples/a.yaml", example(outcome="fail"))
    write(edition / "examples/b.yaml", example(outcome="pass"))
    found = run(*words)

    assert found.exit_code == 1
    (line,) = found.stderr.splitlines()
    assert line.startswith("criteria/tried/2026-09-01/examples/a.yaml: ")


@pytest.mark.parametrize("words", [["check"], ["check", "criteria/tried/2026-09-01"]])
def test_check_compares_digests(edition: Path, words: list[str]):
    write_edition(Path("criteria"), an_edition(status="published", criteria=[a_criterion("A09")]))
    found = run(*words)

    assert found.exit_code == 1
    assert found.stderr.startswith(
        "criteria/tried/published.yaml, line 2: The edition 2026-09-01 has the digest"
    )


def test_check_of_one_edition_leaves_the_others_alone(edition: Path):
    write(Path("criteria/other/set.yaml"), "id: 1")

    assert run("check", edition).exit_code == 0
    assert run("check").exit_code == 1


def test_check_of_two_editions_says_a_shared_fault_once(edition: Path):
    write(Path("criteria/facts.yaml"), "facts: 1")
    found = run("check", edition, edition)

    assert found.stderr.count("\n") == 1
    assert found.stderr.startswith("criteria/facts.yaml, line 1: “facts” is “1” (a number), not a mapping.")


def test_check_takes_facts_and_provisions_from_elsewhere(edition: Path):
    Path("criteria/tried/published.yaml").unlink()
    for name in ("facts.yaml", "provisions.yaml"):
        Path("criteria", name).rename(name)
    cites = an_edition(
        criteria=[a_criterion(applies_if={"hard_area": True}, provisions=[{"ref": "tt45-2021"}])]
    )
    write(edition / "groups/01-a.yaml", cites["groups/01-a.yaml"])
    write(edition / "edition.yaml", cites["edition.yaml"])

    assert run("check", edition).exit_code == 1
    assert run("check", edition, "--facts", "facts.yaml", "--provisions", "provisions.yaml").exit_code == 0


@pytest.mark.parametrize("folder", ["nothing", "criteria", "criteria/tried", "criteria/facts.yaml"])
def test_check_of_what_is_no_edition_is_a_problem(edition: Path, folder: str):
    found = run("check", folder)

    assert found.exit_code == 1
    assert f"{folder}/edition.yaml: " in found.stderr


def test_check_without_criteria_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    found = run("check")

    assert found.exit_code == 1
    assert "criteria: There is no criteria set here." in found.stderr


def test_check_names_an_edition_from_inside_its_folder(edition: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(edition)
    write(Path("groups/01-a.yaml"), "id: A")
    found = run("check", ".")

    assert [one.split(":")[0] for one in found.stderr.splitlines()] == ["groups/01-a.yaml, line 1"] * 2


def test_diff_prints_what_changed_as_json(edition: Path):
    later = an_edition(criteria=[a_criterion("A01", weight=2), a_criterion("B01", replaces=["A02"])])
    other = write_edition(Path("later"), later)
    found = run("diff", edition, other)

    assert (found.exit_code, found.stderr) == (0, "")
    assert json.loads(found.stdout) == {
        "same": [],
        "changed": [{"id": "A01", "keys": ["weight"]}],
        "new": [],
        "dropped": [],
        "replaced": {"A02": "B01"},
    }


def test_diff_of_faulty_editions_prints_the_faults_of_both(edition: Path):
    write(edition / "edition.yaml", "")
    found = run("diff", edition, "nothing")

    assert (found.exit_code, found.stdout) == (2, "")
    assert "criteria/tried/2026-09-01/edition.yaml, line 1: The file is empty." in found.stderr
    assert "nothing/edition.yaml: The file is missing." in found.stderr


@pytest.mark.parametrize("words", [["diff", "a"], ["check", "--depth", "1"], ["compare"]])
def test_wrong_use_exits_with_2(words: list[str]):
    assert run(*words).exit_code == 2

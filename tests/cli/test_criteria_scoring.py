"""`criteria score` and `criteria route` on the sets that come with the program, and on files of one's own."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from inspector.cli.criteria import criteria

EDITION = """
format: 1
status: draft
in_force: {from: 2026-09-01}
provenance: {wording: adapted, rule: proposed, note: {vi: "thử", en: "tried"}}
scales:
  met:
    options:
      - {id: met, points: 1, label: {vi: "Đạt", en: "Met"}}
      - {id: not_met, points: 0, label: {vi: "Chưa đạt", en: "Not met"}}
    met_from: met
defaults: {scale: met}
rule:
  method: count
  outcomes: [{id: fail, label: {vi: "a", en: "a"}}, {id: pass, label: {vi: "a", en: "a"}}]
  variants: [{when: {setting: [school]}, reach: {pass: {at_least: 2, of: 3}}}]
  not_applicable: scale
  gates: [{id: R1, text: {vi: "a", en: "a"}}]
"""
GROUP = """
id: A
title: {vi: "a", en: "a"}
criteria:
  - {id: A1, text: {vi: "a", en: "a"}, good_practice: true, mandatory: true}
  - {id: A2, text: {vi: "a", en: "a"}, good_practice: true, effort_days: 0.5}
  - {id: A3, text: {vi: "a", en: "a"}, good_practice: true, measure: {unit: "%", at_least: 55}}
"""
FACTS = """
facts:
  setting:
    title: {vi: "a", en: "a"}
    type: choice
    options: {school: {vi: "a", en: "a"}, group: {vi: "b", en: "b"}}
  children: {title: {vi: "a", en: "a"}, type: number}
"""
RATINGS = 'facts: {setting: school}\ngates: {R1: "no"}\nratings: {A1: met, A2: not_met, A3: 54.9}\n'


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    folder = tmp_path / "criteria" / "tried" / "2026-09-01"
    (folder / "groups").mkdir(parents=True)
    (folder / "edition.yaml").write_text(EDITION, "utf-8")
    (folder / "groups" / "01-a.yaml").write_text(GROUP, "utf-8")
    (tmp_path / "criteria" / "facts.yaml").write_text(FACTS, "utf-8")
    (tmp_path / "criteria" / "provisions.yaml").write_text("provisions: {}\n", "utf-8")
    return folder


def run(command: str, edition: Path, ratings: str, *more: str) -> Result:
    file = edition.parents[2] / "ratings.yaml"
    file.write_text(ratings, "utf-8")
    return CliRunner().invoke(criteria, [command, str(edition), str(file), *more])


def test_score_prints_the_result_as_json(edition: Path):
    done = run("score", edition, RATINGS)

    assert (done.exit_code, done.stderr) == (0, "")
    result = json.loads(done.stdout)
    assert (result["set"], result["edition"], result["outcome"]) == ("tried", "2026-09-01", "fail")
    assert (result["percent"], result["criteria"]) == (33.3, {"A1": "met", "A2": "not_met", "A3": "not_met"})


def test_route_prints_the_cheapest_way_as_json(edition: Path):
    done = run("route", edition, RATINGS, "--target", "pass")

    assert (done.exit_code, done.stderr) == (0, "")
    assert json.loads(done.stdout) == {
        "target": "pass",
        "reachable": True,
        "cost_days": 0.5,
        "steps": [{"indicator": "A2", "from": "not_met", "to": "met", "effort_days": 0.5}],
        "because": [],
        "assuming": [],
    }


def test_a_target_out_of_reach_is_an_answer(edition: Path):
    done = run("route", edition, RATINGS.replace('"no"', '"yes"'), "--target", "pass")

    assert (done.exit_code, json.loads(done.stdout)["because"]) == (0, ["R1"])


def test_blanks_may_be_written_or_left_out(edition: Path):
    written = run("score", edition, RATINGS.replace("54.9", "null"))
    left_out = run("score", edition, RATINGS.replace(", A3: 54.9", ""))

    assert json.loads(written.stdout)["blank"] == 1
    assert written.stdout == left_out.stdout


def test_reasons_are_taken_along(edition: Path):
    done = run("score", edition, RATINGS + "reasons: {A2: 'Cổng đang sửa'}\n")

    assert done.exit_code == 0


@pytest.mark.parametrize(
    ("ratings", "words"),
    [
        ("facts: {setting: school}\nratings: {A9: met}", ["A9: the edition has no such indicator"]),
        ("facts: {setting: school}\nratings: {A1: done}", ["A1: “done” is none of its options"]),
        (
            "facts: {setting: school}\nratings: {A1: 1}",
            ["A1: “1” is none of its options; give met or not_met."],
        ),
        ("facts: {setting: school}\nratings: {A3: met}", ["A3: “met” is not a number"]),
        ("facts: {setting: school}\nratings: {A3: 5.5e1}", ["A3: “5.5e1” is not a number"]),
        ("facts: {setting: school}\nratings: {A1: na}", ["A1: “na” is forbidden here; give met or not_met."]),
        ("facts: {setting: school}\nratings: {all: met}", ["all: the edition has no such indicator"]),
        ("facts: {setting: school}\nratings: {A1: [met]}", ["The rating of A1 is a list"]),
        ("facts: {setting: school}\nratings: {1.1: met}", ["is “1.1” (a number), not an id. Quote it"]),
        ("facts: {setting: school}\nratings: {A1: met, A1: met}", ["“A1” is given twice"]),
        ("facts: {setting: school}\ngates: {R9: 'no'}", ["R9: the edition has no such gate"]),
        ("facts: {setting: school}\ngates: {R1: no}", ["The answer to gate R1 is not text. Quote it"]),
        ("facts: {setting: school}\ngates: {R1: maybe}", ["The answer to gate R1 is “maybe”."]),
        ("facts: {setting: school, wings: 2}", ["There is no fact “wings”."]),
        ("facts: {setting: kiosk}", ["The fact setting is “kiosk”."]),
        ("facts: {setting: school, children: many}", ["The fact children is “many”"]),
        ("facts: {}", ["The fact “setting” is missing."]),
        ("facts: {setting: null}", ["The fact “setting” is missing."]),
        ("ratings: {A1: met}", ["The fact “setting” is missing."]),
        ("facts: {setting: group}", ["No variant of the rule is for a school of these facts: setting."]),
        ("facts: {setting: school}\nrating: {}", ["The file has no key “rating”. Write “ratings”."]),
        ("facts: {setting: school}\nreasons: {A9: x}", ["A reason is given for “A9”"]),
        ("- A1", ["The file is a list"]),
        ("", ["The file is empty."]),
        (
            "facts: {setting: kiosk, wings: 2}\ngates: {R9: 'no'}\nratings: {A9: met, A1: na, A3: met}",
            ["setting is “kiosk”", "“wings”", "R9:", "A9:", "A1:", "A3:"],
        ),
    ],
)
def test_what_cannot_be_scored_is_refused_with_a_line_for_each_fault(
    edition: Path, ratings: str, words: list[str]
):
    for command in (["score"], ["route", "--target", "pass"]):
        done = run(command[0], edition, ratings, *command[1:])

        assert (done.exit_code, done.stdout) == (2, "")
        lines = done.stderr.splitlines()
        assert len(lines) == len(words)
        assert all(word in line for word, line in zip(words, lines, strict=True))
        assert all("ratings.yaml" in line for line in lines)


def test_an_unknown_target_is_named_beside_the_other_faults(edition: Path):
    done = run("route", edition, "facts: {setting: school}\nratings: {A9: met}", "--target", "best")

    assert (done.exit_code, done.stdout) == (2, "")
    rating, target = done.stderr.splitlines()
    assert "A9: the edition has no such indicator" in rating
    assert target.endswith("There is no outcome “best”. Known are: fail, pass.")


def test_a_faulty_edition_is_refused_with_its_faults(edition: Path):
    (edition / "edition.yaml").write_text(EDITION.replace("method: count", "method: counting"), "utf-8")

    done = run("score", edition, RATINGS)

    assert (done.exit_code, done.stdout) == (2, "")
    assert "edition.yaml" in done.stderr


def test_a_missing_ratings_file_is_named(edition: Path):
    done = CliRunner().invoke(criteria, ["score", str(edition), str(edition / "none.yaml")])

    assert (done.exit_code, done.stdout) == (2, "")
    assert "none.yaml: There is no such file." in done.stderr


def test_facts_and_provisions_may_lie_elsewhere(edition: Path, tmp_path: Path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for name in ("facts.yaml", "provisions.yaml"):
        (tmp_path / "criteria" / name).rename(elsewhere / name)
    paths = ["--facts", str(elsewhere / "facts.yaml"), "--provisions", str(elsewhere / "provisions.yaml")]

    assert run("score", edition, RATINGS).exit_code == 2
    assert run("score", edition, RATINGS, *paths).exit_code == 0


@pytest.mark.parametrize(("target", "exit_code"), [("1", 0), ("0", 0), ("2", 2), ("01", 2), ("one", 2)])
def test_a_level_is_a_number_on_the_command_line(edition: Path, target: str, exit_code: int):
    rule = """
rule:
  method: levels
  below: {label: {vi: "a", en: "a"}}
  levels: [{id: 1, label: {vi: "a", en: "a"}}]
  reach: [{level: 1, all: true}]
"""
    (edition / "edition.yaml").write_text(EDITION[: EDITION.index("rule:\n")] + rule, "utf-8")
    group = GROUP.replace("good_practice: true", "good_practice: true, level: 1")
    (edition / "groups" / "01-a.yaml").write_text(group, "utf-8")

    done = run("route", edition, "ratings: {A1: met}", "--target", target)

    assert done.exit_code == exit_code
    assert not done.stdout or json.loads(done.stdout)["target"] == int(target)

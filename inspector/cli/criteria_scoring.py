"""`criteria score` and `criteria route`: a ratings file in, JSON out."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from inspector.cli.edition_files import FOLDER, edition_in, report, vocabulary
from inspector.criteria.files import read_text
from inspector.criteria.model import Edition, LevelsRule, OutcomeId
from inspector.criteria.problem import Problem, listed
from inspector.scoring.applicable import MissingFacts
from inspector.scoring.as_json import as_json, route_as_json
from inspector.scoring.ratings_file import Answers, read_ratings_file
from inspector.scoring.route import UnknownTarget, check_target
from inspector.scoring.route import route as find_route
from inspector.scoring.score import score as score_answers


@click.command()
@click.argument("edition", type=FOLDER, metavar="EDITION_DIR")
@click.argument("ratings", type=FOLDER, metavar="RATINGS")
@vocabulary
def score(edition: Path, ratings: Path, facts: Path | None, provisions: Path | None) -> None:
    """Print the result of a file of facts, gates and ratings, as JSON.

    Exit 2: the edition or the ratings are faulty, or a fact is missing; every fault on a line.
    """
    known = edition_in(edition, facts, provisions)
    answers, problems = _answers(known, ratings)
    _refuse(problems)
    try:
        found = score_answers(known, answers.facts, answers.ratings, answers.gates)
    except MissingFacts as missing:  # no variant of the rule is for these facts
        _refuse([_missing(ratings, missing)])
    else:
        _print(as_json(found))


@click.command()
@click.argument("edition", type=FOLDER, metavar="EDITION_DIR")
@click.argument("ratings", type=FOLDER, metavar="RATINGS")
@click.option(
    "--target", required=True, metavar="ID", help="the outcome to reach, such as pass, or 2 for a level"
)
@vocabulary
def route(edition: Path, ratings: Path, target: str, facts: Path | None, provisions: Path | None) -> None:
    """Print the cheapest way to a better outcome, as JSON; a target that cannot be reached is an answer.

    Exit 2: the edition or the ratings are faulty, a fact is missing, the target is unknown.
    """
    known = edition_in(edition, facts, provisions)
    answers, problems = _answers(known, ratings)
    wanted = _outcome(known, target)
    try:
        check_target(known, wanted)
    except UnknownTarget as unknown:
        problems.append(Problem("--target", None, str(unknown), ""))
    _refuse(problems)
    try:
        found = find_route(known, answers.facts, answers.ratings, answers.gates, wanted)
    except MissingFacts as missing:
        _refuse([_missing(ratings, missing)])
    else:
        _print(route_as_json(found))


def _answers(edition: Edition, ratings: Path) -> tuple[Answers, list[Problem]]:
    text = read_text(ratings, str(ratings))
    if text is None:
        text = Problem(str(ratings), None, "There is no such file.", "Correct the path.")
    if isinstance(text, Problem):
        return Answers({}, {}, {}), [text]
    answers, problems = read_ratings_file(edition, text, str(ratings))
    return answers, list(problems)


def _outcome(edition: Edition, target: str) -> OutcomeId:
    """Return the outcome that a word of the command line names: a level is a whole number."""
    is_level = isinstance(edition.rule, LevelsRule) and target.isascii() and target.isdigit()
    return int(target) if is_level and str(int(target)) == target else target


def _refuse(problems: list[Problem]) -> None:
    if problems:
        report(dict.fromkeys(problems))
        sys.exit(2)


def _missing(ratings: Path, missing: MissingFacts) -> Problem:
    what = f"No variant of the rule is for a school of these facts: {listed(missing.facts)}."
    return Problem(str(ratings), None, what, "Correct the facts.")


def _print(value: dict[str, Any]) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))

"""An edition that is read again from its texts scores as before, in whatever order the files come."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from inspector.criteria.load import load_edition, read_edition
from inspector.criteria.model import Edition, FactValue, Measure, Scale, Score
from inspector.scoring.as_json import as_json, route_as_json
from inspector.scoring.ranks import ranks_of
from inspector.scoring.route import route
from inspector.scoring.score import score

CRITERIA = Path(__file__).resolve().parents[2] / "criteria"
FOLDERS = sorted(path.parent for path in CRITERIA.glob("*/*/edition.yaml"))


def a_school(edition: Edition, random: Random) -> tuple[dict[str, FactValue], dict[str, str], dict[str, str]]:
    """Facts, ratings and answers to gates, some of them blank."""
    facts: dict[str, FactValue] = {}
    for fact in edition.facts.values():
        if fact.type == "choice":
            facts[fact.id] = random.choice(list(fact.options))
        elif fact.type == "boolean":
            facts[fact.id] = random.random() < 0.5
        else:
            facts[fact.id] = Decimal(random.choice([20, 200]))
    ratings = {}
    for indicator in edition.indicators.values():
        answer = indicator.answer
        options = _answers(answer)
        given = random.choice([*options[:1] * 8, *options, *(["na"] if indicator.na_allowed else []), None])
        if given is not None:
            ratings[indicator.id] = given
    return facts, ratings, {one.id: random.choice(["no", "no", "yes"]) for one in edition.gates}


def _answers(answer: Scale | Score | Measure) -> list[str]:
    if isinstance(answer, Scale):
        return [one.id for one in answer.options]
    return [str(answer.max), str(answer.step)] if isinstance(answer, Score) else ["1", "0.1"]


def everything(
    edition: Edition, facts: Mapping[str, FactValue], ratings: Mapping[str, str], gates: Mapping[str, str]
) -> object:
    routes = [route_as_json(route(edition, facts, ratings, gates, one)) for one in ranks_of(edition.rule)]
    return as_json(score(edition, facts, ratings, gates)), routes


def test_there_are_editions_to_score():
    assert len(FOLDERS) >= 6


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda one: f"{one.parent.name}/{one.name}")
def test_the_stored_text_of_an_edition_gives_the_stored_score(folder: Path):
    random = Random(folder.name)
    edition = load_edition(folder)
    names = list(edition.files)
    random.shuffle(names)

    again, problems = read_edition(
        edition.set_id, edition.in_force_from, {name: edition.files[name] for name in names}
    )

    assert problems == ()
    assert again is not None
    assert again == edition
    for _ in range(5):
        school = a_school(edition, random)
        assert everything(again, *school) == everything(edition, *school)

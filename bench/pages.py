"""The form page of 60 items, and saving eight of them."""

import json
import tempfile
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any, cast

from flask import render_template
from sqlalchemy import Table, text, update

from bench.figure import Figure, side_by_side
from bench.scene import NOW, Scene, asking, make_scene, statements_of
from inspector.scoring.score import score
from inspector.store.database import writing
from inspector.store.scores import upsert
from inspector.store.tables import Assessment, GroupScore, Rating, Score

# What a page costs besides its rows and its template is what is measured: these are left out of the twin.
BESIDES = ("sign_in_session", "role_grant", "FROM remark", "BEGIN")


def page60() -> Figure:
    """Return the milliseconds of the form page against its rows and its template alone."""
    with tempfile.TemporaryDirectory() as folder:
        scene = make_scene(Path(folder))
        ours = asking(scene.app, scene.cookie, f"/assess/{scene.assessment}/groups/A")
        figure = Figure("page60", *side_by_side(ours, _page_twin(scene, ours)), budget=2.0, unit="ms")
        scene.engine.dispose()
    return figure


def _page_twin(scene: Scene, ours: Callable[[], bytes]) -> Callable[[], object]:
    from inspector.web.assess import rating

    sent = [one for one in statements_of(scene.engine, ours) if not any(word in one[0] for word in BESIDES)]
    kept: dict[str, Any] = {}

    def keep(template: str, **values: Any) -> str:
        kept.update(values, template=template)
        return render_template(template, **values)

    usual, rating.render_template = rating.render_template, keep
    try:
        ours()
    finally:
        rating.render_template = usual
    template = scene.app.jinja_env.get_template(kept.pop("template"))

    def twin() -> object:
        with scene.engine.connect() as connection:
            for statement, parameters in sent:
                connection.exec_driver_sql(statement, parameters).fetchall()
        with scene.app.test_request_context():  # the template makes addresses
            return template.render(kept)

    with scene.app.test_request_context():
        scene.app.update_template_context(kept)
    return twin


def save8() -> Figure:
    """Return the milliseconds of saving eight ratings against reading, scoring and writing them alone."""
    with tempfile.TemporaryDirectory() as folder:
        scene = make_scene(Path(folder))
        numbers = count()
        items = list(scene.edition.indicators)[:8]

        def body() -> object:
            turn = next(numbers)
            value = "met" if turn % 2 else "not_met"
            changes = [
                {
                    "id": f"b{turn}-{item}",
                    "indicator": item,
                    "revision": turn + 1,
                    "fields": {"rating": value},
                }
                for item in items
            ]
            return {"changes": changes}

        ours = asking(scene.app, scene.cookie, f"/assess/{scene.assessment}/ratings", body=body)
        answer = json.loads(ours())
        if {one["status"] for one in answer["results"]} != {"applied"}:
            raise RuntimeError(f"Not all applied: {answer}")
        figure = Figure("save8", *side_by_side(ours, _save_twin(scene, items)), budget=2.5, unit="ms")
        scene.engine.dispose()
    return figure


def _save_twin(scene: Scene, items: list[str]) -> Callable[[], object]:
    numbers = count(100_000)
    assessment = scene.assessment

    def twin() -> None:
        revision = next(numbers)
        value = "met" if revision % 2 else "not_met"
        with writing(scene.engine) as session, session.begin():
            select = text("SELECT item_id, value, revision FROM rating WHERE assessment_id = :id")
            rated = {row[0]: row[1] for row in session.execute(select, {"id": assessment.hex})}
            session.execute(
                text("SELECT fact, value FROM assessment_fact WHERE assessment_id = :id"),
                {"id": assessment.hex},
            ).all()
            rated |= dict.fromkeys(items, value)
            result = score(scene.edition, {}, rated, {})
            upsert(session, cast(Table, Rating.__table__), [_rating(scene, item, value) for item in items])
            upsert(session, cast(Table, Score.__table__), [_score(scene, result.met)])
            upsert(session, cast(Table, GroupScore.__table__), [_group_score(scene, result.met)])
            session.execute(update(Assessment).where(Assessment.id == assessment).values(changed_at=NOW))

    return twin


def _rating(scene: Scene, item: str, value: str) -> dict[str, Any]:
    return {
        "assessment_id": scene.assessment,
        "item_id": item,
        "value": value,
        "reason": "",
        "note": "",
        "evidence": "",
        "revision": 1,
        "value_revision": 1,
        "reason_revision": 0,
        "note_revision": 0,
        "evidence_revision": 0,
        "changed_at": NOW,
        "changed_by": None,
    }


def _score(scene: Scene, met: int) -> dict[str, Any]:
    nothing = dict.fromkeys(
        ("outcome", "outcome_low", "outcome_high", "percent", "percent_low", "percent_high")
    )
    numbers = dict.fromkeys(("criteria_applicable", "applicable", "answered", "total"), 60)
    return {
        "assessment_id": scene.assessment,
        "school_id": None,
        **nothing,
        "met": met,
        **numbers,
        "missing_facts": "",
    }


def _group_score(scene: Scene, met: int) -> dict[str, Any]:
    nothing = dict.fromkeys(("percent", "percent_low", "percent_high"))
    numbers = dict.fromkeys(("applicable", "answered", "total"), 60)
    return {"assessment_id": scene.assessment, "group_id": "A", **nothing, "met": met, **numbers}

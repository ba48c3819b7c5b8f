"""The form page of 60 items, and saving eight of them."""

import json
import tempfile
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any, cast

from flask import Flask, jsonify, render_template, request
from sqlalchemy import Table, select, update

from bench.figure import Figure, side_by_side
from bench.scene import NOW, Scene, asking, make_scene, statements_of
from inspector.scoring.score import score
from inspector.store.database import writing
from inspector.store.scores import upsert
from inspector.store.tables import Assessment, AssessmentFact, GroupScore, Rating, Score

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
    """Return the milliseconds of saving eight ratings against a bare view that does the same work."""
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as other:
        # Each on a database of its own: what one writes would be a conflict for the other.
        scene, bare = make_scene(Path(folder)), make_scene(Path(other))
        items = list(scene.edition.indicators)[:8]
        numbers = count()

        def body() -> object:
            return _changes(items, next(numbers))

        ours = asking(scene.app, scene.cookie, f"/assess/{scene.assessment}/ratings", body=body)
        figure = Figure("save8", *side_by_side(ours, _save_twin(bare, items)), budget=2.5, unit="ms")
        last = json.loads(ours())["results"]
        if {one["status"] for one in last} != {"applied"}:
            raise RuntimeError(f"Not all applied: {last}")
        scene.engine.dispose()
        bare.engine.dispose()
    return figure


def _save_twin(scene: Scene, items: list[str]) -> Callable[[], object]:
    """Return a save as a bare view does it: JSON in and out, the same rows read and written, scored alike.

    Nobody signs in, nothing is permitted, compared, remembered or kept as history.
    """
    bare = Flask("bare")
    numbers = count()
    assessment = scene.assessment
    rows = select(Rating.__table__).where(Rating.assessment_id == assessment)
    facts = select(AssessmentFact.__table__).where(AssessmentFact.assessment_id == assessment)

    @bare.post("/ratings")
    def ratings() -> Any:
        changes = request.get_json()["changes"]
        with writing(scene.engine) as session, session.begin():
            rated = {row.item_id: row.value for row in session.execute(rows)}
            session.execute(facts).all()
            rated |= {one["indicator"]: one["fields"]["rating"] for one in changes}
            result = score(scene.edition, {}, rated, {})
            upsert(session, cast(Table, Rating.__table__), [_rating(scene, one) for one in changes])
            upsert(session, cast(Table, Score.__table__), [_score(scene, result.met)])
            upsert(session, cast(Table, GroupScore.__table__), [_group_score(scene, result.met)])
            session.execute(update(Assessment).where(Assessment.id == assessment).values(changed_at=NOW))
        return jsonify(results=[{"id": one["id"], "status": "applied"} for one in changes])

    def body() -> object:
        return _changes(items, next(numbers))

    return asking(bare, "", "/ratings", body=body)


def _changes(items: list[str], turn: int) -> object:
    fields = {"rating": "met" if turn % 2 else "not_met"}
    return {
        "changes": [
            {"id": f"b{turn}-{item}", "indicator": item, "revision": turn + 1, "fields": fields}
            for item in items
        ]
    }


def _rating(scene: Scene, change: dict[str, Any]) -> dict[str, Any]:
    return {
        "assessment_id": scene.assessment,
        "item_id": change["indicator"],
        "value": change["fields"]["rating"],
        "reason": "",
        "note": "",
        "evidence": "",
        "revision": change["revision"],
        "value_revision": change["revision"],
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

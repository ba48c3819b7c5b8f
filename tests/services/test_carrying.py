"""Answers go on into another edition, or they are named as left behind; nothing is lost, nothing invented."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.criteria.carrying import Fate, comparable, passages
from inspector.criteria.load import read_edition
from inspector.criteria.model import Edition
from inspector.services import assessing, carrying
from inspector.services.carrying import Because
from inspector.services.rescoring import astray
from inspector.services.saving import Change, save
from inspector.store import assessments, events, ratings
from inspector.store.database import reading, transaction
from inspector.store.ratings import RatingRow
from inspector.store.tables import Assessment, Period
from inspector.workflow.states import State, StepNotAllowed
from tests.store.world import EDITION, FACTS, NOW, PERIOD, PROVISIONS, TODAY, World

LATER = date(2026, 7, 1)
IDS = ("A1", "A2", "A3", "A4", "A5", "A6")
FATES = ("same", "words", "forbidden", "dropped", "renamed", "split", "joined", "bookkeeping")


def criterion(id_: str, *, words: str = "Mục", more: str = "") -> str:
    text = f'{{vi: "{words} {id_}", en: "Item"}}'
    return f"  - id: {id_}\n    text: {text}\n    good_practice: true\n{more}"


def split(id_: str, replaced: str) -> str:
    indicator = '      - {{id: {id}, text: {{vi: "Ý {id}", en: "Point"}}}}\n'
    head = f'  - id: {id_}\n    title: {{vi: "Gồm", en: "Of"}}\n    good_practice: true\n'
    head += f"    replaces: [{replaced}]\n"
    return head + "    indicators:\n" + "".join(indicator.format(id=f"{id_}.{one}") for one in "ab")


def edition(lines: list[str], first_day: date) -> Edition:
    head = EDITION.replace("2020-01-01", first_day.isoformat())
    group = 'id: A\ntitle: {vi: "Nhóm", en: "Group"}\ncriteria:\n' + "".join(lines)
    files = {
        "edition.yaml": head,
        "facts.yaml": FACTS,
        "provisions.yaml": PROVISIONS,
        "groups/01-a.yaml": group,
    }
    made, problems = read_edition("small", first_day, files)
    assert made is not None, problems
    return made


OLD = edition([criterion(one) for one in IDS], date(2020, 1, 1))


def later(fates: dict[str, str]) -> Edition:
    """Return the edition that follows, in which each item met its fate."""
    lines = [criterion("NEW")]
    joined = [id_ for id_, fate in fates.items() if fate == "joined"]
    if joined:
        lines.append(criterion("J", more=f"    replaces: [{', '.join(joined)}]\n"))
    for id_, fate in fates.items():
        if fate == "same":
            lines.append(criterion(id_))
        elif fate == "words":
            lines.append(criterion(id_, words="Lời khác cho"))
        elif fate == "forbidden":
            lines.append(criterion(id_, more="    na: forbidden\n"))
        elif fate == "bookkeeping":
            lines.append(criterion(id_, more='    official_ref: "9.9"\n    effort_days: 4\n'))
        elif fate == "renamed":
            lines.append(criterion(f"N{id_}", more=f"    replaces: [{id_}]\n"))
        elif fate == "split":
            lines.append(split(f"S{id_}", id_))
    return edition(lines, LATER)


def row(item: str, value: str | None, note: str = "") -> RatingRow:
    return RatingRow(item, value, "", note, "", 3, 1, 0, 2, 0, "", NOW, None, None)


fates = st.fixed_dictionaries({id_: st.sampled_from(FATES) for id_ in IDS})
answers = st.dictionaries(
    st.sampled_from([*IDS, "R1"]),
    st.tuples(st.sampled_from([None, "met", "not_met", "na"]), st.sampled_from(["", "ghi"])),
)


@given(fates, answers, st.booleans())
def test_every_answer_goes_on_or_is_named_as_left_and_nothing_else_appears(
    chosen: dict[str, str], given_: dict[str, tuple[str | None, str]], from_earlier: bool
):
    new = later(chosen)
    rows = {item: row(item, *said) for item, said in given_.items() if item != "R1" or said[0] != "na"}
    said = {item for item, one in rows.items() if one.value is not None or one.note}

    found = carrying.taken(OLD, new, rows, from_earlier=from_earlier)

    into = [one.passage.into for one in found if one.passage.into is not None]
    assert {one.passage.item for one in found} == said
    assert len(into) == len(set(into))
    assert set(into) <= {*new.indicators, "R1"}
    for one in found:
        value = one.row.value
        fate = chosen.get(one.passage.item, "same")
        assert (one.passage.into is None) == (
            fate in ("dropped", "split") or (fate == "joined" and _joined(chosen) > 1)
        )
        if one.keeps_rating:
            assert value is not None
        looked_at = from_earlier or fate not in ("same", "bookkeeping")
        assert (one.because is not None) == looked_at


def _joined(chosen: dict[str, str]) -> int:
    return sum(fate == "joined" for fate in chosen.values())


def test_only_what_is_asked_again_without_a_change_is_comparable():
    new = later(dict(zip(IDS, FATES, strict=False)))

    assert comparable(OLD, new).keys() & set(IDS) == {"A1"}
    assert comparable(OLD, OLD).keys() >= set(IDS)


def test_not_applicable_does_not_go_on_where_it_is_forbidden_but_its_note_does():
    new = later(dict.fromkeys(IDS, "forbidden"))

    (one,) = carrying.taken(OLD, new, {"A1": row("A1", "na", "Không có bếp")})

    assert (one.passage.into, one.keeps_rating, one.because) == ("A1", False, Because.EDITION)


def test_editions_that_were_shipped_give_no_item_two_answers(catalogue):
    for one in catalogue.sets.values():
        for old, new in zip(one.editions, one.editions[1:], strict=False):
            found = passages(old, new)
            into = [way.into for way in found.values() if way.into is not None]
            assert len(into) == len(set(into)), new.id
            assert found.keys() == {*old.indicators, *(gate.id for gate in old.gates)}
            assert {way.criterion for way in found.values() if way.fate is Fate.MERGED} <= new.criteria.keys()


def switched(world: World, draft, new: Edition) -> Assessment:
    with transaction(world.engine) as session:
        locked = assessments.locked(session, draft)
        assert locked is not None
        return carrying.switch(
            session,
            locked,
            OLD,
            new,
            session.get_one(Period, PERIOD),
            "Phiên bản mới",
            day=TODAY,
            by=None,
            at=datetime(2026, 11, 20, 2, 0, tzinfo=UTC),
        )


@pytest.fixture
def draft(world: World):
    world.edition = OLD
    world.editions = type(world.editions)(OLD)
    school = world.school()
    made = world.draft(school)
    world.save(made, {"A1": "met", "A2": "not_met", "A3": "na", "A4": "met", "R1": "no"})
    return made


NEW = later(dict(zip(IDS, ("same", "words", "forbidden", "dropped", "renamed", "same"), strict=True)))


@pytest.mark.database
def test_a_draft_goes_on_by_the_new_edition_and_the_old_one_is_kept_aside(world: World, draft):
    made = switched(world, draft, NEW)

    with reading(world.engine) as session:
        rows = ratings.of_assessment(session, made.id)
        old = session.get_one(Assessment, draft)
        (carried,) = [one for one in events.of_assessment(session, made.id) if one.what == "carry"]
        assert old.state is State.PUT_ASIDE
        assert ratings.of_assessment(session, draft)["A4"].value == "met"
        assert assessments.carried_into(session, draft).id == made.id
        assert assessments.carried_from(session, made.id).id == draft
        assert list(astray(session, type(world.editions)(OLD, NEW))) == []
    assert {item: (one.value, one.look_again) for item, one in rows.items()} == {
        "R1": ("no", ""),
        "A1": ("met", ""),
        "A2": ("not_met", "edition"),
        "A3": (None, "edition"),
    }
    assert carried.after["left"] == ["A4"]


@pytest.mark.database
def test_a_second_switch_of_the_same_draft_is_refused_and_changes_nothing(world: World, draft):
    switched(world, draft, NEW)

    with pytest.raises(StepNotAllowed):
        switched(world, draft, NEW)

    with reading(world.engine) as session:
        assert session.query(Assessment).count() == 2


@pytest.mark.database
def test_what_is_saved_to_the_old_draft_afterwards_is_refused_so_that_it_stays_with_the_person(
    world: World, draft
):
    switched(world, draft, NEW)

    (judged,) = world.save(draft, {"A1": "not_met"}).judged

    assert judged.answer == "refused"
    assert judged.refusal == "locked"


@pytest.mark.database
def test_what_is_to_be_looked_at_counts_in_the_score_but_keeps_it_from_being_handed_in(world: World, draft):
    made = switched(world, draft, NEW)
    world.editions = type(world.editions)(OLD, NEW)
    world.save(made.id, {"A3": "met", "NEW": "met", "NA5": "met", "A6": "met"})

    with transaction(world.engine) as session:
        found = session.get_one(Assessment, made.id)
        with pytest.raises(assessing.NotComplete) as lacks:
            assessing.submit(session, found, NEW, by=None, at=NOW)
    assert lacks.value.lacking == assessing.Lacking((), (), (), ("A2",))
    assert world.save(made.id, {"A2": "met"}).scored.result.blank == 0
    with transaction(world.engine) as session:
        assessing.submit(session, session.get_one(Assessment, made.id), NEW, by=None, at=NOW)


@pytest.mark.database
def test_a_rating_is_confirmed_without_being_changed_and_the_event_says_so(world: World, draft):
    made = switched(world, draft, NEW)
    with transaction(world.engine) as session:
        locked = assessments.locked(session, made.id)
        carried = save(session, locked, NEW, [Change("c1", "A2", 1, {"confirmed": "yes"})], by=None, at=NOW)

    with reading(world.engine) as session:
        found = ratings.of_assessment(session, made.id)["A2"]
        (event,) = events.of_assessment(session, made.id, item_id="A2")
    assert carried.judged[0].answer == "applied"
    assert (found.value, found.look_again) == ("not_met", "")
    assert event.after == {"look_again": ""}

import threading
from collections.abc import Mapping

import pytest
from sqlalchemy import Engine, event, select

from inspector.services import assessing, saving
from inspector.services.saving import Answer, Change, Refusal
from inspector.store import assessments, ratings, scores
from inspector.store.database import open_database, reading, transaction
from inspector.store.tables import Assessment, Event, Rating
from tests.store.world import NOW, World

pytestmark = pytest.mark.database


@pytest.fixture
def draft(world: World):
    return world.draft(world.school())


def save(world: World, assessment, *changes: Change) -> saving.Saved:
    with transaction(world.engine) as session:
        locked = assessments.locked(session, assessment)
        assert locked is not None
        return saving.save(session, locked, world.edition, changes, by=None, at=NOW)


def stored(world: World, assessment) -> Mapping[str, ratings.RatingRow]:
    with reading(world.engine) as session:
        return ratings.of_assessment(session, assessment)


def answers(saved: saving.Saved) -> list[Answer]:
    return [one.answer for one in saved.judged]


def test_a_change_is_applied_and_the_assessment_rescored_with_it(world: World, draft):
    saved = save(world, draft, Change("c1", "A1", 0, {"value": "met", "note": "Đã xem"}))

    assert answers(saved) == [Answer.APPLIED]
    assert saved.judged[0].revision == 1
    row = stored(world, draft)["A1"]
    assert (row.value, row.note, row.reason, row.revision) == ("met", "Đã xem", "", 1)
    with reading(world.engine) as session:
        score = scores.read(session, draft)
        assert score is not None
        assert (score.whole["answered"], score.whole["percent"], score.whole["percent_low"]) == (1, None, 200)


def test_the_same_change_sent_again_is_answered_and_not_applied_twice(world: World, draft):
    change = Change("c1", "A1", 0, {"value": "met"})
    save(world, draft, change)
    save(world, draft, Change("c2", "A1", 1, {"value": "not_met"}))

    again = save(world, draft, change)

    assert answers(again) == [Answer.ALREADY_APPLIED]
    assert again.judged[0].revision == 1
    assert stored(world, draft)["A1"].value == "not_met"
    with reading(world.engine) as session:
        assert len(session.scalars(select(Event).where(Event.what == "rating")).all()) == 2


def test_the_same_change_twice_in_one_batch_is_applied_once(world: World, draft):
    change = Change("c1", "A1", 0, {"value": "met"})

    assert answers(save(world, draft, change, change)) == [Answer.APPLIED, Answer.ALREADY_APPLIED]
    assert stored(world, draft)["A1"].revision == 1


def test_the_same_id_with_other_content_is_judged_as_a_new_change(world: World, draft):
    save(world, draft, Change("c1", "A1", 0, {"value": "met"}))

    assert answers(save(world, draft, Change("c1", "A1", 1, {"value": "not_met"}))) == [Answer.APPLIED]
    assert stored(world, draft)["A1"].value == "not_met"


def test_different_fields_of_one_item_merge(world: World, draft):
    save(world, draft, Change("c1", "A1", 0, {"value": "met"}))

    saved = save(world, draft, Change("c2", "A1", 0, {"note": "Xem sổ"}))

    assert answers(saved) == [Answer.APPLIED]
    row = stored(world, draft)["A1"]
    assert (row.value, row.note, row.revision) == ("met", "Xem sổ", 2)


def test_the_same_field_set_otherwise_since_is_a_conflict_that_shows_both_values(world: World, draft):
    save(world, draft, Change("c1", "A1", 0, {"value": "met"}))

    saved = save(world, draft, Change("c2", "A1", 0, {"value": "not_met"}))

    (judged,) = saved.judged
    assert (judged.answer, judged.revision) == (Answer.CONFLICT, 1)
    assert judged.change.fields == {"value": "not_met"}
    assert judged.stored is not None
    assert judged.stored.value == "met"
    assert stored(world, draft)["A1"].value == "met"


def test_the_same_value_from_two_people_is_no_conflict(world: World, draft):
    save(world, draft, Change("c1", "A1", 0, {"value": "met"}))

    assert answers(save(world, draft, Change("c2", "A1", 0, {"value": "met"}))) == [Answer.APPLIED]
    assert stored(world, draft)["A1"].revision == 1


def test_later_changes_of_one_person_in_one_batch_follow_each_other(world: World, draft):
    saved = save(
        world, draft, Change("c1", "A1", 0, {"value": "met"}), Change("c2", "A1", 0, {"value": "not_met"})
    )

    assert answers(saved) == [Answer.APPLIED, Answer.APPLIED]
    assert stored(world, draft)["A1"].value == "not_met"


def test_an_own_note_in_the_batch_does_not_hide_what_somebody_else_rated_meanwhile(world: World, draft):
    save(world, draft, Change("other", "A1", 0, {"value": "met"}))

    saved = save(
        world, draft, Change("c1", "A1", 0, {"note": "Của tôi"}), Change("c2", "A1", 0, {"value": "not_met"})
    )

    assert answers(saved) == [Answer.APPLIED, Answer.CONFLICT]
    assert stored(world, draft)["A1"].value == "met"


def test_a_rating_can_be_taken_back_to_blank(world: World, draft):
    save(world, draft, Change("c1", "A1", 0, {"value": "met"}))

    save(world, draft, Change("c2", "A1", 1, {"value": None}))

    assert stored(world, draft)["A1"].value is None
    with reading(world.engine) as session:
        assert ratings.values(session, draft) == {}


@pytest.mark.parametrize(
    ("item", "fields", "refusal"),
    [
        ("A9", {"value": "met"}, Refusal.UNKNOWN_ITEM),
        ("A1", {"value": "rather"}, Refusal.FAULTY_RATING),
        ("A1", {"value": "7"}, Refusal.FAULTY_RATING),
        ("R1", {"value": "met"}, Refusal.FAULTY_RATING),
        ("A1", {"colour": "red"}, Refusal.UNKNOWN_FIELD),
        ("A1", {}, Refusal.EMPTY),
        ("A1", {"note": "x" * (saving.LONGEST_TEXT + 1)}, Refusal.TOO_LONG),
    ],
)
def test_what_cannot_be_is_refused_and_the_rest_of_the_batch_applied(
    world: World, draft, item, fields, refusal
):
    saved = save(world, draft, Change("bad", item, 0, fields), Change("good", "A2", 0, {"value": "met"}))

    assert answers(saved) == [Answer.REFUSED, Answer.APPLIED]
    assert saved.judged[0].refusal is refusal
    assert list(stored(world, draft)) == ["A2"]


def test_a_note_of_the_greatest_length_is_taken(world: World, draft):
    assert answers(save(world, draft, Change("c", "A1", 0, {"note": "x" * saving.LONGEST_TEXT}))) == [
        Answer.APPLIED
    ]


def test_everything_is_refused_once_the_assessment_is_submitted(world: World):
    submitted = world.submitted(world.school())

    saved = save(world, submitted, Change("c1", "A1", 1, {"value": "not_met"}))

    assert [(one.answer, one.refusal) for one in saved.judged] == [(Answer.REFUSED, Refusal.LOCKED)]
    assert stored(world, submitted)["A1"].value == "met"


def test_saving_never_fails_for_a_missing_fact_but_leaves_the_score_empty_and_names_it(world: World):
    draft = world.draft(world.school(meals=None))

    saved = save(world, draft, Change("c1", "A1", 0, {"value": "met"}))

    assert answers(saved) == [Answer.APPLIED]
    with reading(world.engine) as session:
        score = scores.read(session, draft)
        assert score is not None
        assert (score.whole["percent_low"], score.whole["missing_facts"]) == (None, "meals")
        assert score.groups == {}


def test_a_fact_that_becomes_known_gives_the_score_and_an_event(world: World):
    draft = world.draft(world.school(meals=None))
    world.fill(draft)

    with transaction(world.engine) as session:
        locked = assessments.locked(session, draft)
        assert locked is not None
        assessing.set_facts(session, locked, world.edition, {"meals": "bought"}, by=None, at=NOW)

    with reading(world.engine) as session:
        score = scores.read(session, draft)
        assert score is not None
        assert (score.whole["percent"], score.whole["applicable"], score.whole["missing_facts"]) == (
            1000,
            4,
            "",
        )
        assert session.scalars(select(Event.what).order_by(Event.id.desc())).first() == "facts"


def test_a_batch_of_eight_takes_at_most_twelve_statements(world: World):
    world.edition = edition = world.edition
    draft = world.draft(world.school())
    world.fill(draft)
    changes = [Change(f"c{item}", item, 1, {"value": "not_met", "note": "x"}) for item in edition.indicators]
    statements: list[str] = []
    event.listen(world.engine, "before_cursor_execute", lambda *call: statements.append(call[2]))

    saved = save(world, draft, *changes)

    assert set(answers(saved)) == {Answer.APPLIED}
    # Two of the twelve are left for signing in and for the door; finding the lock is among these.
    assert len(statements) <= 10, statements


def _save_at_once(database_url: str, world: World, draft, changes: list[Change]) -> list[saving.Saved]:
    """Save each change on a connection of its own, all at the same moment."""
    ready = threading.Barrier(len(changes))
    found: list[saving.Saved | Exception] = []

    def one(change: Change) -> None:
        engine = open_database(database_url)
        try:
            ready.wait()
            with transaction(engine) as session:
                locked = assessments.locked(session, draft)
                assert locked is not None
                found.append(saving.save(session, locked, world.edition, [change], by=None, at=NOW))
        except Exception as error:
            found.append(error)
        finally:
            engine.dispose()

    threads = [threading.Thread(target=one, args=(change,)) for change in changes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(isinstance(one, saving.Saved) for one in found), found
    return [one for one in found if isinstance(one, saving.Saved)]


def test_of_two_savers_of_one_revision_one_is_applied_and_one_in_conflict(
    world: World, draft, database_url: str
):
    for round_ in range(5):
        item = list(world.edition.indicators)[round_]
        both = _save_at_once(
            database_url,
            world,
            draft,
            [
                Change(f"mine{round_}", item, 0, {"value": "met"}),
                Change(f"theirs{round_}", item, 0, {"value": "not_met"}),
            ],
        )

        assert sorted(answers(both[0]) + answers(both[1])) == [Answer.APPLIED, Answer.CONFLICT]


def test_many_savers_of_many_items_never_wait_for_each_other_in_a_circle(
    world: World, draft, database_url: str
):
    items = list(world.edition.indicators)
    changes = [Change(f"c{n}", items[n % len(items)], 0, {"note": f"note {n}"}) for n in range(8)]

    saved = _save_at_once(database_url, world, draft, changes)

    assert len(saved) == len(changes)
    applied = sum(answers(one) == [Answer.APPLIED] for one in saved)
    assert applied == len(items)


def test_a_save_that_fails_in_its_middle_leaves_nothing_behind(engine: Engine, world: World, draft):
    def fails(*call: object) -> None:
        if "INSERT INTO event" in str(call[2]):
            raise RuntimeError("cut")

    event.listen(engine, "before_cursor_execute", fails)
    with pytest.raises(RuntimeError, match="cut"):
        save(world, draft, Change("c1", "A1", 0, {"value": "met"}))
    event.remove(engine, "before_cursor_execute", fails)

    with reading(engine) as session:
        assert session.scalars(select(Rating)).all() == []
        found = session.get(Assessment, draft)
        assert found is not None
    assert answers(save(world, draft, Change("c1", "A1", 0, {"value": "met"}))) == [Answer.APPLIED]

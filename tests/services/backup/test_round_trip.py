"""What was backed up comes back, into either kind of database."""

import stat
import tracemalloc
from itertools import count
from threading import Event as Flag
from threading import Thread

import pytest
from sqlalchemy import func, select, text

from inspector.services.backup.archive import NotPossible
from inspector.services.rescoring import astray
from inspector.store import events
from inspector.store.database import reading, transaction
from inspector.store.migrate import differences
from inspector.store.migrated import is_current, numbers
from inspector.store.tables import Event, Rating
from tests.services.backup.conftest import Place
from tests.store.world import NOW, World

pytestmark = pytest.mark.database


def test_everything_comes_back_in_another_place_and_from_there_in_the_first(
    here: Place, empty_place, emptied, tmp_path
):
    elsewhere = empty_place()
    rows, files = here.rows(), here.files()
    assert all(rows[name] for name in ("account", "rating", "event", "score", "visit", "job"))

    elsewhere.take(here.back_up(tmp_path / "one"))
    again = emptied(here)
    again.take(elsewhere.back_up(tmp_path / "two"))

    assert elsewhere.rows() == again.rows() == rows
    assert elsewhere.files() == again.files() == files


def test_what_was_restored_is_current_and_its_scores_are_right(
    here: Place, empty_place, tmp_path, world: World
):
    elsewhere = empty_place()
    elsewhere.take(here.back_up(tmp_path / "one"))

    with elsewhere.engine.connect() as connection:
        assert is_current(connection)
        assert differences(connection) == []
    with reading(elsewhere.engine) as session:
        assert list(astray(session, world.editions)) == []


def test_the_file_is_for_its_owner_alone_and_nothing_lies_beside_it(here: Place, tmp_path):
    folder = tmp_path / "backups"
    folder.mkdir()
    file = here.back_up(folder / "one")

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(folder.iterdir()) == [file]


def test_a_backup_replaces_no_file(here: Place, tmp_path):
    file = tmp_path / "one"
    file.write_text("another")

    with pytest.raises(NotPossible, match="is there already"):
        here.back_up(file)
    assert file.read_text() == "another"


def test_a_backup_that_fails_leaves_nothing_behind(here: Place, tmp_path):
    folder = tmp_path / "backups"
    folder.mkdir()
    with here.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    try:
        with pytest.raises(NotPossible, match="db upgrade"):
            here.back_up(folder / "one")
    finally:  # a database on a server serves the other tests too
        with here.engine.begin() as connection:
            connection.execute(text(f"UPDATE alembic_version SET version_num = '{numbers()[-1]}'"))
    assert list(folder.iterdir()) == []


def test_a_folder_that_is_not_there_is_not_made(here: Place, tmp_path):
    with pytest.raises(NotPossible, match="no folder"):
        here.back_up(tmp_path / "nowhere" / "one")


def test_an_installation_without_evidence_is_backed_up_and_restored(world: World, empty_place, tmp_path):
    elsewhere = empty_place()

    elsewhere.take(Place(world.engine, tmp_path / "none").back_up(tmp_path / "one"))

    assert elsewhere.files() == {}


def test_evidence_that_is_still_being_written_is_left_out(here: Place, empty_place, tmp_path):
    (here.evidence / "ab" / ".upload").write_text("half")
    elsewhere = empty_place()

    elsewhere.take(here.back_up(tmp_path / "one"))

    assert set(elsewhere.files()) == {"ab/cdef", "empty"}


def test_a_backup_made_while_somebody_saves_is_of_one_moment(
    here: Place, world: World, empty_place, tmp_path
):
    """Each save writes a rating and its event at once, so at every moment there are as many of both."""
    draft = world.draft(world.school())
    begun, enough = Flag(), Flag()

    def keep_saving() -> None:
        for turn in count():
            world.save(draft, {"A1": "met" if turn % 2 else "not_met"})
            begun.set()
            if enough.is_set():
                return

    saver = Thread(target=keep_saving)
    saver.start()
    begun.wait()
    files = [here.back_up(tmp_path / str(number)) for number in range(2)]
    enough.set()
    saver.join()

    for file in files:
        elsewhere = empty_place()
        elsewhere.take(file)
        with reading(elsewhere.engine) as session:
            changes = session.scalar(select(func.count()).where(Event.what == "rating"))
            assert changes == session.scalar(select(func.sum(Rating.revision)))
            assert list(astray(session, world.editions)) == []


def test_memory_does_not_grow_with_the_rows(world: World, empty_place, tmp_path):
    def most_memory(do) -> int:
        tracemalloc.start()
        try:
            do()
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    def measured(name: str) -> tuple[int, int]:
        file, elsewhere = tmp_path / name, empty_place()
        place = Place(world.engine, tmp_path / "none")
        return most_memory(lambda: place.back_up(file)), most_memory(lambda: elsewhere.take(file))

    def add_events(number: int) -> None:
        with transaction(world.engine) as session:
            events.record(session, [events.Happened("sign_in", None, NOW, after={"": "x" * 3000})] * number)

    add_events(1500)
    little = measured("little")
    add_events(3000)
    much = measured("much")

    assert much[0] < 1.5 * little[0]
    assert much[1] < 1.5 * little[1]

"""An installation with something in it, and an empty place to restore it to."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from inspector.services.backup.restoring import restore
from inspector.services.backup.writing import write_backup
from inspector.store import dump, jobs
from inspector.store.base import Base
from inspector.store.database import open_database, transaction
from inspector.workflow.permissions import Role
from tests.store.world import NOW, World


@dataclass(frozen=True, slots=True)
class Place:
    engine: Engine
    evidence: Path

    def back_up(self, file: Path) -> Path:
        write_backup(self.engine, self.evidence, file, at=NOW)
        return file

    def take(self, file: Path) -> None:
        restore(self.engine, self.evidence, file)

    def rows(self) -> dict[str, list[str]]:
        """All that is kept, in an order that does not depend on the database."""
        with dump.one_moment(self.engine) as connection:
            return {name: sorted(repr(row) for row in dump.rows(connection, name)) for name in dump.columns()}

    def files(self) -> dict[str, bytes]:
        found = (one for one in self.evidence.rglob("*") if one.is_file())
        return {one.relative_to(self.evidence).as_posix(): one.read_bytes() for one in found}


@pytest.fixture
def here(world: World, tmp_path: Path) -> Place:
    """A place in which every kind of value and difficult texts are stored."""
    school = world.school(name='Trường MN “Ấm” \\ "Đà"\nNẵng 🌸\u2028')
    leader = world.person(Role.INSPECTOR, unit=world.units.near, name="")
    world.person(Role.PRINCIPAL, school=school, password_hash="$argon2id$v=19$x")
    world.submitted(school)
    world.draft(world.school(meals=None))
    world.visit(school, leader)
    with transaction(world.engine) as session:
        jobs.ask(session, "notify", {"to": "Hạnh"}, by=leader, at=NOW)
    evidence = tmp_path / "evidence"
    (evidence / "ab").mkdir(parents=True)
    (evidence / "ab" / "cdef").write_bytes(bytes(range(256)))
    (evidence / "empty").touch()
    return Place(world.engine, evidence)


@pytest.fixture
def empty_place(tmp_path: Path) -> Iterator[Callable[[], Place]]:
    """Return a call that gives an empty place: a new file of SQLite without tables, and no folder."""
    made: list[Place] = []

    def make() -> Place:
        folder = tmp_path / f"elsewhere{len(made)}"
        folder.mkdir()
        made.append(Place(open_database(f"sqlite:///{folder}/inspector.sqlite3"), folder / "evidence"))
        return made[-1]

    yield make
    for one in made:
        one.engine.dispose()


@pytest.fixture
def emptied() -> Callable[[Place], Place]:
    """Return a call that removes every row of a place, and gives it another, empty folder."""

    def empty(place: Place) -> Place:
        with place.engine.begin() as connection:
            for table in reversed(Base.metadata.sorted_tables):
                connection.execute(text(f'DELETE FROM "{table.name}"'))
        return Place(place.engine, place.evidence.with_name("again"))

    return empty

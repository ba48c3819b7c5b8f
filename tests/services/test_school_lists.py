from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select

from inspector.services.school_lists import exporting
from inspector.services.school_lists.columns import school_facts
from inspector.services.school_lists.importing import NotPossible, apply, new_import, undo
from inspector.services.school_lists.planning import Change, Plan, plan
from inspector.services.school_lists.reading import read_list
from inspector.store import school_imports, schools
from inspector.store.database import reading, transaction
from inspector.store.tables import Event, School, SchoolFact, SchoolPlace
from inspector.workflow.permissions import Role
from tests.store.world import NOW, World

pytestmark = pytest.mark.database

HEAD = ("Mã trường", "Tên trường", "Mã địa bàn", "Tính từ ngày", "Bữa ăn của trẻ tại trường", "Số trẻ")
DAY = date(2026, 9, 1)


@dataclass
class Lists:
    """Lists of schools in a world, as an administrator gives them."""

    world: World
    facts: dict

    def plan(self, *rows: Sequence[str], head: Sequence[str] = HEAD, **more) -> Plan:
        with reading(self.world.engine) as session:
            return plan(session, self._read(head, rows), self.facts, **more)

    def apply(self, *rows: Sequence[str], shown: str = "", head: Sequence[str] = HEAD) -> UUID:
        with transaction(self.world.engine) as session:
            given = new_import(session, "list.xlsx", b"list", day=DAY, same_names=False, by=None, at=NOW)
            given.digest = shown
            apply(session, given, plan(session, self._read(head, rows), self.facts), by=None, at=NOW)
            return given.id

    def undo(self, import_id: UUID) -> int:
        with transaction(self.world.engine) as session:
            given = school_imports.get(session, import_id, lock=True)
            assert given is not None
            return undo(session, given, by=None, at=NOW)

    def _read(self, head, rows):
        lines = [(number, tuple(cells)) for number, cells in enumerate((head, *rows), start=1)]
        return read_list(lines, (), self.facts, DAY)

    def stored(self) -> tuple[list, list, list]:
        """Return all schools, places and facts."""
        with reading(self.world.engine) as session:
            return (
                sorted(session.execute(select(School.code, School.name, School.last_day)).all()),
                sorted(
                    session.execute(
                        select(
                            School.code, SchoolPlace.first_day, SchoolPlace.last_day, SchoolPlace.unit_id
                        ).join(School, School.id == SchoolPlace.school_id)
                    ).all()
                ),
                sorted(
                    session.execute(
                        select(School.code, SchoolFact.fact, SchoolFact.first_day, SchoolFact.value).join(
                            School, School.id == SchoolFact.school_id
                        )
                    ).all()
                ),
            )


@pytest.fixture
def lists(world: World, catalogue) -> Lists:
    return Lists(world, school_facts(catalogue))


def says(found: Plan) -> list[tuple[int, str, str]]:
    return [(one.row, one.column.vi if one.column else "", one.what.en) for one in found.problems]


FIRST = ("S-1", "Trường MN Hoa Sen", "001", "", "Nấu tại trường", "120")
SECOND = ("S-2", "Trường MN Sơn Ca", "002", "", "Suất ăn mua ngoài", "80")


def test_a_new_school_lies_where_its_row_says_from_its_day_on_and_its_facts_are_known(lists: Lists):
    lists.apply(FIRST, SECOND)

    names, places, facts = lists.stored()
    near, far = lists.world.units.near, lists.world.units.far
    assert [one[:2] for one in names] == [("S-1", "Trường MN Hoa Sen"), ("S-2", "Trường MN Sơn Ca")]
    assert [(one[0], one[1], one[3]) for one in places] == [("S-1", DAY, near), ("S-2", DAY, far)]
    assert ("S-1", "meals", DAY, "cooked") in facts
    assert ("S-2", "children", DAY, "80") in facts


def test_a_list_read_again_changes_nothing(lists: Lists):
    lists.apply(FIRST, SECOND)

    again = lists.plan(FIRST, SECOND)

    assert (again.schools, again.changes, again.problems) == (2, (), ())
    with pytest.raises(NotPossible, match="Nothing would change"):
        lists.apply(FIRST, SECOND)


def test_a_school_that_moves_keeps_its_old_place_until_the_day_before(lists: Lists):
    lists.apply(FIRST)
    moved = ("S-1", "Trường MN Hoa Sen", "002", "15/01/2027", "", "130")

    (change,) = lists.plan(moved).changes
    lists.apply(moved)

    assert change.change is Change.MOVED
    assert [one.en for one in change.words] == [
        "Quận Gần → Quận Xa from 2027-01-15",
        "Number of children: 120 → 130",
    ]
    _, places, facts = lists.stored()
    assert next((first, last) for _, first, last, _ in places) == (DAY, date(2027, 1, 14))
    assert [one[2:] for one in facts if one[1] == "children"] == [(DAY, "120"), (date(2027, 1, 15), "130")]
    assert [one[2:] for one in facts if one[1] == "meals"] == [(DAY, "cooked")], "An empty cell says nothing."


def test_rows_of_one_school_on_several_days_are_its_history(lists: Lists):
    lists.apply(
        ("S-1", "Trường MN Hoa Sen", "002", "2026-09-01", "", ""),
        ("S-1", "Trường MN Hoa Sen", "001", "2020-09-01", "", "90"),
    )

    _, places, _ = lists.stored()
    assert [(one[1], one[3]) for one in places] == [
        (date(2020, 9, 1), lists.world.units.near),
        (DAY, lists.world.units.far),
    ]


def test_every_problem_has_its_row_and_column_and_nothing_is_written(lists: Lists):
    rows = (
        ("", "Trường A", "001", "", "", ""),
        ("S-2", "", "001", "", "", ""),
        ("S-3", "Trường C", "1", "", "", ""),
        ("S-4", "Trường D", "999", "", "", ""),
        ("S-5", "Trường E", "001", "31/02/2026", "", ""),
        ("S-6", "Trường F", "001", "", "Không biết nữa", "1.200"),
        ("S 7", "Trường G", "", "", "", ""),
        ("S-8", "Trường H", "001", "", "", "5"),
        ("S-8", "Trường H", "001", "", "", "6"),
    )

    found = lists.plan(*rows)

    assert [(row, column) for row, column, _ in says(found)] == [
        (2, "Mã trường"),
        (3, "Tên trường"),
        (4, "Mã địa bàn"),
        (5, "Mã địa bàn"),
        (6, "Tính từ ngày"),
        (7, "Bữa ăn của trẻ tại trường"),
        (7, "Số trẻ"),
        (8, "Mã địa bàn"),
        (8, "Mã trường"),
        (10, "Mã trường"),
    ]
    words = [one[2] for one in says(found)]
    assert "Excel may have dropped zeros: 01 is Thành phố Mẫu" in words[2]
    assert "Row 9 has the code S-8 already" in words[-1]
    with pytest.raises(NotPossible, match="has problems"):
        lists.apply(*rows)
    assert lists.stored() == ([], [], [])


@pytest.mark.parametrize("twin", ["TRƯỜNG MẦM NON HOA SEN", "MN hoa sen", "Trường MN Hoà Sen"])
def test_a_school_of_the_same_name_and_place_is_doubted_whatever_accents_it_has(lists: Lists, twin: str):
    lists.apply(FIRST)
    row = ("S-9", twin, "001", "", "", "")

    assert [(one[0], one[1]) for one in says(lists.plan(row))] == [(2, "Tên trường")]
    meant = lists.plan(row, same_names=True)
    assert (len(meant.changes), meant.problems, len(meant.notes)) == (1, (), 1)
    assert lists.plan(("S-9", twin, "002", "", "", "")).problems == ()


def test_two_rows_of_one_name_and_place_are_a_doubt_of_the_second(lists: Lists):
    (problem,) = says(lists.plan(FIRST, ("S-9", "MN Hoa Sen", "001", "", "", "")))

    assert problem[0] == 3
    assert "School S-1 “Trường MN Hoa Sen” in row 2" in problem[2]


def test_a_unit_may_be_named_in_the_place_of_its_code(lists: Lists):
    head = ("School code", "School", "Địa bàn")

    assert (
        len(lists.plan(("S-1", "Trường A", "quan gan"), ("S-2", "Trường B", "Gần"), head=head).changes) == 2
    )
    (problem,) = says(lists.plan(("S-1", "Trường A", "Phường Nào"), head=head))
    assert problem[1] == "Địa bàn"


def test_a_code_and_a_name_that_do_not_agree_are_a_problem(lists: Lists):
    head = ("Mã trường", "Tên trường", "Mã địa bàn", "Địa bàn")

    (problem,) = says(lists.plan(("S-1", "Trường A", "001", "Quận Xa"), head=head))

    assert problem[2] == "001 is Quận Gần, not Quận Xa."


def test_titles_may_stand_above_the_headings_and_other_columns_are_told(lists: Lists):
    with reading(lists.world.engine) as session:
        lines = [
            (1, ("DANH SÁCH TRƯỜNG",)),
            (3, ("STT", "MÃ TRƯỜNG *", "Tên trường", "Mã địa bàn:", "Điện thoại")),
            (4, ("1", "S-1", "Trường A", "001", "0912")),
        ]
        found = plan(session, read_list(lines, (), lists.facts, DAY), lists.facts)

    assert (len(found.changes), found.problems, found.unused) == (1, (), ("STT", "Điện thoại"))


@pytest.mark.parametrize(
    ("head", "says_"),
    [
        (("Mã", "Số trẻ"), "No row names the columns"),
        (("Mã trường", "Tên trường"), "The column is missing"),
        (("Mã trường", "Tên trường", "Mã địa bàn", "Mã trường"), "there twice"),
        (HEAD, "no rows below"),
    ],
)
def test_headings_that_are_not_there_are_told(lists: Lists, head, says_: str):
    (problem,) = lists.plan(head=head).problems

    assert says_ in problem.what.en


# --- applied, and taken back ---


def test_what_is_taken_back_is_as_it_was(lists: Lists):
    lists.apply(FIRST)
    before = lists.stored()

    done = lists.apply(
        ("S-1", "Trường MN Hoa Sen 1", "002", "2027-01-15", "Không tổ chức ăn", "130"),
        SECOND,
    )
    assert lists.stored() != before
    assert lists.undo(done) == 2

    assert lists.stored() == before
    with reading(lists.world.engine) as session:
        whole = session.scalars(select(Event.what).where(Event.school_id.is_(None))).all()
    assert whole == ["import_schools", "import_schools", "undo_import"]
    with pytest.raises(NotPossible, match="not applied"):
        lists.undo(done)


def test_what_has_changed_since_is_not_taken_back(lists: Lists):
    done = lists.apply(FIRST, SECOND)
    with transaction(lists.world.engine) as session:
        school = schools.by_code(session, "S-1")
        assert school is not None
        schools.set_facts(session, school.id, {"children": "121"}, date(2026, 10, 1))
    before = lists.stored()

    with pytest.raises(NotPossible, match="S-1 changed since"):
        lists.undo(done)
    assert lists.stored() == before


def test_a_new_school_that_has_people_is_not_removed(lists: Lists):
    done = lists.apply(FIRST)
    with reading(lists.world.engine) as session:
        school = schools.by_code(session, "S-1")
        assert school is not None
    lists.world.person(Role.PRINCIPAL, school=school.id)

    with pytest.raises(NotPossible, match="belong to S-1"):
        lists.undo(done)


def test_a_plan_that_is_not_the_one_shown_is_not_applied(lists: Lists):
    shown = lists.plan(FIRST, SECOND).digest
    lists.apply(FIRST)

    with pytest.raises(NotPossible, match="changed since the preview"):
        lists.apply(FIRST, SECOND, shown=shown)
    assert lists.apply(FIRST, SECOND, shown=lists.plan(FIRST, SECOND).digest)


# --- written ---


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_what_is_exported_changes_nothing_when_it_is_read(lists: Lists, lang):
    lists.apply(FIRST, SECOND, ("S-3", "=Trường", "001", "", "?", "0"))
    with reading(lists.world.engine) as session:
        head = exporting.heading(lists.facts, lang)
        rows = [exporting.as_texts(one) for one in exporting.rows(session, lists.facts, DAY, lang)]

    found = lists.plan(*rows, head=head)

    assert (found.schools, found.changes, found.problems) == (3, (), ())


def test_a_closed_school_keeps_its_place_and_has_its_last_day(lists: Lists):
    head = (*HEAD[:4], "Ngày hoạt động cuối")
    lists.apply(FIRST)
    lists.apply(("S-1", "Trường MN Hoa Sen", "001", "", "31/05/2027"), head=head)

    names, places, _ = lists.stored()
    assert names[0][2] == date(2027, 5, 31)
    assert len(places) == 1
    (problem,) = lists.plan(("S-1", "Trường MN Hoa Sen", "001", "", "31/05/2020"), head=head).problems
    assert "before the day" in problem.what.en

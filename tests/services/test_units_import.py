from datetime import date
from unicodedata import normalize

import pytest
from sqlalchemy import Engine, select

from inspector.services.samples.tree import DATA, LISTS
from inspector.services.units_import import COLUMNS, FaultyUnits, Imported, import_units, read_units
from inspector.store.base import FIRST_DAY, LAST_DAY
from inspector.store.database import reading, transaction
from inspector.store.tables import Unit, UnitParent

HEAD = ",".join(COLUMNS)
CITY = "01,Thành phố Hà Nội,thanh_pho_trung_uong,,2008-08-01,,list A"
END, BEGIN = date(2025, 6, 30), date(2025, 7, 1)


def rows_of(*lines: str):
    return read_units("\n".join([HEAD, *lines]), "units.csv")


@pytest.fixture
def put(engine: Engine):
    """Import lines, in a transaction of their own."""

    def go(*lines: str) -> Imported:
        with transaction(engine) as session:
            return import_units(session, rows_of(*lines))

    return go


@pytest.fixture
def tree(engine: Engine):
    """Return (code, name, first day, last day) of all units, and (unit, parent, first, last) of all links."""

    def look():
        with reading(engine) as session:
            units = {one.id: one for one in session.scalars(select(Unit))}
            links = session.scalars(select(UnitParent)).all()
            return (
                sorted((one.code, one.name, one.first_day, one.last_day) for one in units.values()),
                sorted(
                    (units[one.unit_id].code, units[one.parent_id].name, one.first_day, one.last_day)
                    for one in links
                ),
            )

    return look


def test_a_unit_has_its_days_and_lies_below_its_parent_while_both_are(put, tree):
    put(
        CITY,
        "001,Quận Ba Đình,quan,01,,2025-06-30,list A",
        "00004,Phường Ba Đình,phuong,01,2025-07-01,,list B",
    )

    units, links = tree()

    assert units == [
        ("00004", "Phường Ba Đình", BEGIN, LAST_DAY),
        ("001", "Quận Ba Đình", FIRST_DAY, END),
        ("01", "Thành phố Hà Nội", date(2008, 8, 1), LAST_DAY),
    ]
    assert links == [
        ("00004", "Thành phố Hà Nội", BEGIN, LAST_DAY),
        ("001", "Thành phố Hà Nội", date(2008, 8, 1), END),
    ]


def test_the_city_in_two_lists_is_one_unit_with_the_days_of_both(put, tree):
    put("01,Thành phố Hà Nội,thanh_pho_trung_uong,,2008-08-01,2026-12-31,list A")
    put("01,Thành phố Hà Nội,thanh_pho_trung_uong,,2025-07-01,,list B")

    assert tree()[0] == [("01", "Thành phố Hà Nội", date(2008, 8, 1), LAST_DAY)]


def test_a_code_stands_for_two_units_in_turn(put, tree):
    put(
        "51,Tỉnh Quảng Ngãi,tinh,,,2025-06-30,list A",
        "51,Tỉnh Quảng Ngãi,tinh,,2025-07-01,,list B",
        "522,Thành phố Quảng Ngãi,thanh_pho_thuoc_tinh,51,2014-04-01,2025-06-30,list A",
    )

    units, links = tree()

    assert [one[0] for one in units] == ["51", "51", "522"]
    assert links == [("522", "Tỉnh Quảng Ngãi", date(2014, 4, 1), END)]


def test_a_commune_goes_over_with_its_parents_code(put, tree):
    put(
        "75,Tỉnh Đồng Nai,tinh,,2025-07-01,2026-04-29,list B",
        "75,Thành phố Đồng Nai,thanh_pho_trung_uong,,2026-04-30,,list C",
        "25000,Phường Biên Hòa,phuong,75,2025-07-01,,list B",
    )

    assert tree()[1] == [
        ("25000", "Thành phố Đồng Nai", date(2026, 4, 30), LAST_DAY),
        ("25000", "Tỉnh Đồng Nai", BEGIN, date(2026, 4, 29)),
    ]


def test_two_units_with_one_code_on_one_day_are_refused(put, tree):
    with pytest.raises(FaultyUnits, match="“Tỉnh A” and “Tỉnh B” on 2025-07-01"):
        put("51,Tỉnh A,tinh,,,2025-07-01,", "51,Tỉnh B,tinh,,2025-07-01,,")

    assert tree() == ([], [])


def test_a_row_with_the_same_first_day_says_how_the_unit_should_be(put, tree):
    put(CITY, "00004,Phường Ba Dình,phuong,01,2025-07-01,,list B")

    done = put("00004,Phường Ba Đình,phuong,01,2025-07-01,2027-12-31,list C")

    assert done == Imported(added=0, changed=1)
    assert ("00004", "Phường Ba Đình", BEGIN, date(2027, 12, 31)) in tree()[0]


def test_a_unit_that_moves_keeps_its_older_links(put, tree):
    put(CITY, "02,Tỉnh Khác,tinh,,,,", "00004,Xã A,xa,01,2020-01-01,,list A")

    put("00004,Xã A,xa,02,2025-07-01,,list B")

    assert tree()[1] == [
        ("00004", "Thành phố Hà Nội", date(2020, 1, 1), END),
        ("00004", "Tỉnh Khác", BEGIN, LAST_DAY),
    ]


def test_reading_the_lists_of_hanoi_twice_changes_nothing(engine: Engine, tree):
    rows = [row for name in LISTS for row in read_units((DATA / name).read_text("utf-8"), name)]
    with transaction(engine) as session:
        first = import_units(session, rows)
    before = tree()

    with transaction(engine) as session:
        second = import_units(session, rows)

    assert (first, second) == (Imported(157, 0), Imported(0, 0))
    assert tree() == before
    assert len(before[1]) == 156, "Everything but the city lies in the city."


def test_a_parent_that_is_not_there_is_a_problem_with_its_line(put):
    with pytest.raises(FaultyUnits) as faulty:
        put(CITY, "001,Quận Ba Đình,quan,02,,,", "00004,Xã A,xa,03,2025-07-01,,")

    assert faulty.value.problems == (
        "units.csv:3: No unit has the code 02 on its first or last day.",
        "units.csv:4: No unit has the code 03 on its first or last day.",
    )


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("01,Hà Nội,tinh,,2025-7-1,,", "“2025-7-1” is no day"),
        ("01,Hà Nội,tinh,,2025-07-01,2025-06-30,", "valid_from lies after valid_to"),
        ("01,,tinh,,,,", "name is empty"),
        (" 01,Hà Nội,tinh,,,,", "code: write it without spaces"),
        (
            normalize("NFD", "01,Hà Nội,tinh,,,,"),
            "name: write it without spaces around it, in Unicode form NFC",
        ),
        ("01,Hà Nội,tinh", "A line has 7 values"),
        ("01,Hà Nội,tinh,,,,a,b", "A line has 7 values"),
    ],
)
def test_a_faulty_line_is_named_with_what_to_do(line: str, says: str):
    with pytest.raises(FaultyUnits, match=r"units\.csv:2") as faulty:
        rows_of(line)
    assert says in str(faulty.value)


def test_a_unit_of_one_day_is_no_fault_and_another_head_line_is():
    (row,) = rows_of("01,Hà Nội,tinh,,2025-07-01,2025-07-01,")
    assert row.first_day == row.last_day == BEGIN

    with pytest.raises(FaultyUnits, match=r"units\.csv:1: The columns must be code,name"):
        read_units("code,name\n01,Hà Nội\n", "units.csv")

"""The lists that come with the program, as they stand in the tree."""

import csv
from collections import Counter
from datetime import date

import pytest
from sqlalchemy import Engine, func, select

from inspector.services.crosswalk import COLUMNS, Crosswalked, import_crosswalk, read_crosswalk
from inspector.services.samples.tree import DATA
from inspector.services.units_import import FaultyUnits, Imported, import_units, read_units
from inspector.store import unit_origins, units
from inspector.store.base import FIRST_DAY, LAST_DAY
from inspector.store.database import reading, transaction
from inspector.store.tables import Unit, UnitParent
from inspector.store.tree import holds_on

pytestmark = pytest.mark.database

OLD = (
    "units-hanoi-2020.csv",
    "communes-hanoi-2020.csv",
    "units-quangngai-2023.csv",
    "communes-quangngai-2020.csv",
)
NEW = ("units-hanoi-2025.csv", "units-quangngai-2025.csv", "units-provinces-2025.csv")
CROSSWALKS = ("crosswalk-hanoi-2025.csv", "crosswalk-quangngai-2025.csv")
END, BEGIN = date(2025, 6, 30), date(2025, 7, 1)


def put(engine: Engine, *names: str) -> Imported:
    rows = [row for name in names for row in read_units((DATA / name).read_text("utf-8"), name)]
    with transaction(engine) as session:
        return import_units(session, rows)


def below(engine: Engine, code: str, day: date) -> Counter[str]:
    """Return the types of the units directly below the one with a code on a day."""
    with reading(engine) as session:
        parent = units.by_code(session, code, day)
        assert parent is not None
        query = (
            select(Unit.type)
            .join(UnitParent, UnitParent.unit_id == Unit.id)
            .where(UnitParent.parent_id == parent.id, holds_on(UnitParent, day))
        )
        return Counter(session.scalars(query))


@pytest.fixture
def all_lists(engine: Engine) -> Engine:
    put(engine, *OLD)
    put(engine, *NEW)
    return engine


def test_all_lists_are_1053_units_and_183_codes_stand_for_two_in_turn(all_lists: Engine):
    with reading(all_lists) as session:
        per_code = session.execute(
            select(Unit.code, func.count(), func.count(Unit.name.distinct())).group_by(Unit.code)
        ).all()
        names = {
            code: set(session.execute(select(Unit.name, Unit.type).where(Unit.code == code)).all())
            for code, number, _ in per_code
            if number == 2
        }
    communes = {code: those for code, those in names.items() if len(code) == 5}

    assert sum(number for _, number, _ in per_code) == 1053
    assert max(number for _, number, _ in per_code) == 2
    assert (len(names), len(communes)) == (183, 181)
    assert set(names) - set(communes) == {"51", "75"}
    assert sum(len(those) == 1 for those in communes.values()) == 35
    assert all(len(code) == 5 for code in communes), "Codes keep their zeros."


def test_hanoi_is_one_unit_across_the_reform_and_quangngai_two(engine: Engine):
    put(engine, *NEW)
    put(engine, "units-hanoi-2020.csv", "units-quangngai-2023.csv")
    with reading(engine) as session:
        hanoi, quangngai, dongnai = (
            session.execute(
                select(Unit.name, Unit.first_day, Unit.last_day)
                .where(Unit.code == code)
                .order_by(Unit.first_day)
            ).all()
            for code in ("01", "51", "75")
        )

    assert [tuple(one) for one in hanoi] == [("Thành phố Hà Nội", date(2008, 8, 1), LAST_DAY)]
    assert [tuple(one) for one in quangngai] == [
        ("Tỉnh Quảng Ngãi", FIRST_DAY, END),
        ("Tỉnh Quảng Ngãi", BEGIN, LAST_DAY),
    ]
    assert [one[0] for one in dongnai] == ["Tỉnh Đồng Nai", "Thành phố Đồng Nai"]


def test_a_unit_holds_what_lay_below_it_on_a_day_and_reading_all_again_changes_nothing(all_lists: Engine):
    expected = {
        ("01", END): {"quan": 12, "huyen": 17, "thi_xa": 1},
        ("01", BEGIN): {"phuong": 51, "xa": 75},
        ("51", END): {"huyen": 11, "thi_xa": 1, "thanh_pho_thuoc_tinh": 1},
        ("51", BEGIN): {"xa": 86, "phuong": 9, "dac_khu": 1},
        ("001", END): {"phuong": 14},
        ("536", END): {},  # Lý Sơn has had no communes since 2020
    }
    assert {key: below(all_lists, *key) for key in expected} == expected

    assert put(all_lists, *NEW) == put(all_lists, *OLD) == Imported(0, 0)
    assert {key: below(all_lists, *key) for key in expected} == expected


# --- the crosswalk ---


def crosswalked(engine: Engine, *names: str) -> list[Crosswalked]:
    with transaction(engine) as session:
        return [
            import_crosswalk(session, read_crosswalk((DATA / name).read_text("utf-8"), name))
            for name in names
        ]


def names_after(engine: Engine, code: str) -> list[tuple[str, int]]:
    with reading(engine) as session:
        old = units.by_code(session, code, END)
        assert old is not None
        return [(one.name, one.rank) for one in unit_origins.successors(session, [old.id])]


@pytest.fixture
def districts(engine: Engine) -> Engine:
    """Both provinces with their old districts and new communes, without the old communes."""
    put(engine, "units-hanoi-2020.csv", "units-quangngai-2023.csv", *NEW)
    return engine


def test_67_of_222_communes_draw_on_several_old_districts(districts: Engine):
    hanoi, quangngai = crosswalked(districts, *CROSSWALKS)

    assert (hanoi.units, quangngai.units) == (126, 96)
    assert hanoi.of_several + quangngai.of_several == 67
    assert (hanoi.not_in_tree, quangngai.not_in_tree) == (0, 10), "Kon Tum's old districts are no list here."


def test_what_follows_an_ended_unit_is_offered_its_own_code_first(districts: Engine):
    crosswalked(districts, *CROSSWALKS)

    assert names_after(districts, "51") == [("Tỉnh Quảng Ngãi", 0)]
    assert names_after(districts, "536") == [("Đặc khu Lý Sơn", 1)]
    cau_giay = names_after(districts, "005")
    assert ("Phường Cầu Giấy", 1) in cau_giay
    assert [rank for _, rank in cau_giay] == sorted(rank for _, rank in cau_giay)


def test_the_old_districts_of_a_city_are_the_areas_of_its_communes(districts: Engine):
    crosswalked(districts, CROSSWALKS[0])
    with reading(districts) as session:
        city = units.by_code(session, "01", BEGIN)
        assert city is not None
        found = unit_origins.old_areas(session, city.id, BEGIN)

    assert len(found) == 30
    assert sum(len(one.unit_ids) for one in found) == 126


def test_reading_a_crosswalk_again_leaves_what_it_says_now(districts: Engine):
    crosswalked(districts, CROSSWALKS[0])
    head = ",".join(COLUMNS)
    line = "00070,Phường Hoàn Kiếm,01,001,Quận Ba Đình,01,1,0,1,the department"
    with transaction(districts) as session:
        import_crosswalk(session, read_crosswalk(f"{head}\n{line}", "own.csv"))

    assert "Phường Hoàn Kiếm" in dict(names_after(districts, "001"))
    assert "Phường Hoàn Kiếm" not in dict(names_after(districts, "002"))


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("99999,Phường Nào,01,001,Quận Ba Đình,01,1,0,1,", "No unit has the code 99999"),
        ("00070,Phường Nào,01,001,Quận Ba Đình,01,1,0,1,", "00070 is “Phường Hoàn Kiếm”"),
        ("00070,Phường Hoàn Kiếm,01,001,Quận Ba Đình,01,one,0,1,", "“one” is no whole number"),
        ("00070,Phường Hoàn Kiếm,01,001,Quận Ba Đình,01,1,0,0,", "rank: “0” is no whole number from 1"),
        ("00070,,01,001,Quận Ba Đình,01,1,0,1,", "new_name is empty"),
        ("00070,Phường Hoàn Kiếm", "A line has 10 values"),
    ],
)
def test_a_faulty_line_of_a_crosswalk_is_named(engine: Engine, line: str, says: str):
    put(engine, "units-hanoi-2025.csv")
    head = ",".join(COLUMNS)
    with pytest.raises(FaultyUnits, match=r"own\.csv:2") as faulty, transaction(engine) as session:
        import_crosswalk(session, read_crosswalk(f"{head}\n{line}", "own.csv"))
    assert says in str(faulty.value)


def test_every_row_of_the_lists_says_where_it_was_read():
    for name in (*OLD, *NEW, *CROSSWALKS):
        with (DATA / name).open(encoding="utf-8", newline="") as file:
            assert all(row["source"] for row in csv.DictReader(file)), name

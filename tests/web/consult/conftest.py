"""Three small sets: one with three editions, one that ended, one for areas of which there is only a draft."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag

from inspector.criteria.catalogue import Catalogue
from inspector.criteria.load import read_edition
from inspector.criteria.model import CriteriaSet, Edition, Link
from inspector.text import Text
from tests.criteria.builders import Written, a_criterion, a_group, an_edition, an_indicator

LAW: Written = {
    "law": {
        "title": {"vi": "Luật An toàn thực phẩm", "en": "Food Safety Law"},
        "issuer": {"vi": "Quốc hội", "en": "National Assembly"},
        "issued": "2010-06-17",
        "in_force": {"from": "2011-07-01"},
        "read": "part",
        "checked": "2026-11-21",
    },
    "letter": {"title": {"vi": "Công văn mẫu", "en": "Sample letter"}, "read": "title"},
}
FACTS: Written = {
    "setting": {
        "title": {"vi": "Loại hình", "en": "Setting"},
        "type": "choice",
        "options": {
            "school": {"vi": "Trường", "en": "School"},
            "independent": {"vi": "Nhóm trẻ", "en": "Independent group"},
        },
    },
    "hard_area": {"title": {"vi": "Vùng khó khăn", "en": "Disadvantaged area"}, "type": "boolean"},
    "children": {"title": {"vi": "Số trẻ", "en": "Children"}, "type": "number"},
}


def both(vi: str, en: str = "") -> Written:
    return {"vi": vi, "en": en or f"{vi} (en)"}


def an_edition_of(set_id: str, first_day: date, *, status: str = "published", **keys: Any) -> Edition:
    """An edition with texts and facts in two languages; `keys` as in `an_edition`."""
    files = an_edition(**({"facts": FACTS, "provisions": LAW} | keys), first_day=first_day, status=status)
    edition, problems = read_edition(set_id, first_day, files)
    assert edition is not None, problems
    return edition


def a_set(set_id: str, title: Text, *editions: Edition, **keys: Any) -> CriteriaSet:
    values: dict[str, Any] = {
        "audience": "school",
        "ranking_allowed": True,
        "ended": None,
        "links": (),
    } | keys
    return CriteriaSet(set_id, title, Text("Về bếp ăn", "About kitchens"), editions=editions, **values)


def kitchen_groups(*, hall: str, day: int) -> list[Written]:
    """Two groups; the wording of K2 and the number of days tell one edition from another."""
    return [
        a_group(
            a_criterion(
                "K1",
                text=both("Thực phẩm có nguồn gốc rõ ràng", "Food comes from known sources"),
                mandatory=True,
                provisions=[{"ref": "law", "at": "Điều 28"}, {"ref": "letter"}],
                good_practice=False,
                evidence=[both("Hợp đồng"), both("Hóa đơn <mua hàng>")],
                guidance=both("Xem sổ nhập hàng hằng ngày"),
                effort_days=day,
            ),
            a_criterion(
                "K2",
                text=both(hall),
                mandatory={"setting": ["school"]},
                applies_if={"children": {"at_least": 50}},
                fixable=False,
            ),
            a_criterion(
                "K3",
                text=both("Diện tích bếp"),
                measure={
                    "unit": "m²",
                    "at_least": "0.3",
                    "easier": [{"when": {"hard_area": True}, "at_least": "0.2"}],
                },
            ),
            title=both("Bếp", "Kitchen"),
        ),
        a_group(
            a_criterion(
                "K4",
                title=both("Người nấu"),
                evidence=[both("Giấy khám sức khoẻ")],
                indicators=[
                    an_indicator("K4.a", text=both("Người nấu đã được khám")),
                    an_indicator("K4.b", text=both("Người nấu đã được tập huấn"), weight=2),
                ],
            ),
            id_="B",
            title=both("Con người", "People"),
        ),
    ]


FIRST, SECOND, DRAFT = date(2020, 1, 1), date(2024, 1, 1), date(2998, 1, 1)


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The small sets, in the place of the project's."""
    kitchen = a_set(
        "kitchen",
        Text("An toàn bữa ăn", "Safe meals"),
        an_edition_of("kitchen", FIRST, groups=kitchen_groups(hall="Cô giáo hòa nhã với trẻ", day=3)),
        an_edition_of("kitchen", SECOND, groups=kitchen_groups(hall="Cô giáo hoà nhã với mọi trẻ", day=5)),
        an_edition_of(
            "kitchen", DRAFT, status="draft", criteria=[a_criterion("K9", text=both("Bếp điện tử"))]
        ),
        links=(Link("K1", "old", "O1"),),
    )
    old = a_set(
        "old",
        Text("Bộ cũ", "Old set"),
        an_edition_of("old", FIRST, criteria=[a_criterion("O1", text=both("Thực phẩm sạch"))]),
        ended=date(2022, 12, 31),
        ranking_allowed=False,
    )
    area = a_set(
        "area",
        Text("Phổ cập", "Universal preschool"),
        an_edition_of("area", FIRST, status="draft", criteria=[a_criterion("P1", text=both("Trẻ đến lớp"))]),
        audience="area",
    )
    return Catalogue({one.id: one for one in (kitchen, old, area)})


@pytest.fixture
def words() -> Callable[[Tag | BeautifulSoup | None], str]:
    """Return what a part of a page says, on one line."""

    def of(tag: Tag | BeautifulSoup | None) -> str:
        assert tag is not None
        return " ".join(tag.text.split())

    return of

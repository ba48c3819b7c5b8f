"""An editor writes a set: everything that a page takes is in the files, nothing typed is lost."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from inspector.criteria import nodes
from inspector.criteria.drafted import Drafted
from inspector.criteria.model import Measure, Score
from inspector.services.drafting import drafted_of
from inspector.store.database import reading
from inspector.store.tables import EditionDraft
from inspector.workflow.permissions import Role
from tests.store.world import World
from tests.web.browser import Browser, fields_of

pytestmark = pytest.mark.database

TEN = "\n".join(f"{number}. Việc thứ {number}" for number in range(1, 10)) + "\n* Cổng trường đóng kín"


@dataclass(frozen=True)
class Desk:
    """An editor of criteria with a set of one group, A, of ten criteria."""

    world: World
    app: Flask
    browser: Browser
    draft: UUID

    def at(self, rest: str = "") -> str:
        return f"/compose/{self.draft}{rest}"

    def drafted(self) -> Drafted:
        with reading(self.world.engine) as session:
            return drafted_of(session.get_one(EditionDraft, self.draft))

    def form(self, rest: str) -> dict[str, str]:
        page = self.browser.open(self.at(rest))
        (form,) = page.select("form.draft")
        return fields_of(form)

    def save(self, rest: str, expect: int = 302, **changes: str):
        fields = {**self.form(rest), **{name.replace("__", "."): value for name, value in changes.items()}}
        return self.browser.send(self.at(rest), fields, expect=expect)


@pytest.fixture
def desk(app: Flask, world: World, browser: Callable[..., Browser]) -> Desk:
    editor = browser(world.person(Role.CRITERIA_EDITOR, unit=world.units.city))
    answer = editor.send(
        "/compose/new", {"title.vi": "Trường xanh", "title.en": "Green school", "first_day": "2026-11-20"}
    )
    draft = UUID(answer.location.rpartition("/")[2])
    found = Desk(world, app, editor, draft)
    editor.send(found.at("/groups"), {"title.vi": "Sân vườn", "title.en": ""})
    editor.send(found.at("/groups/A/criteria"), {"lines": TEN})
    return found


def words_on(page: BeautifulSoup) -> str:
    return re.sub(r"\s+", " ", page.select_one("main").text)


def test_ten_criteria_in_one_go_are_a_set_that_can_be_published(desk: Desk):
    page = desk.browser.open(desk.at())
    edition, problems = desk.drafted().read_edition()

    assert "Không còn gì phải sửa" in words_on(page)
    assert edition is not None, problems
    assert [*edition.criteria][::9] == ["A01", "A10"]
    assert edition.criteria["A03"].title.vi == "Việc thứ 3"
    assert edition.criteria["A10"].mandatory is True
    assert edition.criteria["A10"].title.vi == "Cổng trường đóng kín"


@pytest.mark.parametrize(
    "rest",
    ["/details", "/rule", "/gates", "/scales/met", "/groups/A", "/criteria/A01", "/criteria/A10"],
)
def test_a_page_that_is_saved_untouched_changes_nothing(desk: Desk, rest: str):
    before = desk.drafted()
    desk.save(rest)

    assert desk.drafted().files == before.files
    assert desk.drafted().head_text == before.head_text


@pytest.mark.parametrize("set_id", ["injury-prevention", "food-safety", "preschool-accreditation"])
def test_pages_of_a_copied_set_saved_untouched_say_the_same(desk: Desk, set_id: str, app: Flask):
    sets = app.extensions["inspector"].editions.catalogue.sets
    base = sets[set_id].editions[-1]
    fields = {"base": base.id, "how": "copy", "title.vi": "Bản chép", "first_day": "2026-11-20"}
    answer = desk.browser.send("/compose/from", fields)
    copy = Desk(desk.world, app, desk.browser, UUID(answer.location.rpartition("/")[2]))
    before, _ = copy.drafted().read_edition()
    first = [one.id for one in base.criteria.values()][:3]
    several = [one.id for one in base.criteria.values() if not one.is_its_own_indicator][:1]
    pages = [f"/criteria/{id_}" for id_ in (*first, *several)]
    pages += [f"/criteria/{id_}/indicators/{base.criteria[id_].indicators[0].id}" for id_ in several]
    pages += ["/details", "/rule", "/gates", *(f"/scales/{id_}" for id_ in base.scales)]
    for rest in pages:
        copy.save(rest)

    after, problems = copy.drafted().read_edition()
    assert after is not None, problems
    assert (after.rule, after.gates, after.scales) == (before.rule, before.gates, before.scales)
    assert after.groups == before.groups


def test_everything_a_criterion_can_say_is_in_the_file(desk: Desk):
    desk.save(
        "/criteria/A02",
        text__vi="Tỷ lệ trẻ được khám",
        text__en="Share of children examined",
        mandatory="if",
        mandatory_if="setting = school",
        answer="measure",
        measure__unit="%",
        measure__at_least="55,5",
        measure__easier="hard_area = yes: >= 40",
        evidence__vi="Sổ theo dõi\nẢnh",
        evidence__en="Register\nPhotos",
        guidance__vi="Lấy số cuối năm",
        weight="2",
        effort_days="0,5",
        applies_if="meals = cooked, bought; children >= 10",
        na="allowed",
        fixable="y",
        provisions__0__ref=next(iter(nodes.entries(desk.drafted().provisions, "provisions"))),
        provisions__0__at="Điều 3",
    )

    edition, problems = desk.drafted().read_edition()
    assert edition is not None, problems
    criterion = edition.criteria["A02"]
    (indicator,) = criterion.indicators
    assert isinstance(indicator.answer, Measure)
    assert str(indicator.answer.bounds.at_least) == "55.5"
    assert str(indicator.answer.easier[0].bounds.at_least) == "40"
    assert [one.en for one in indicator.evidence] == ["Register", "Photos"]
    assert (indicator.weight, float(indicator.effort_days), indicator.fixable) == (2, 0.5, False)
    assert criterion.mandatory.facts() == {"setting"}
    assert criterion.applies_if.facts() == {"meals", "children"}
    assert criterion.provisions[0].at == "Điều 3"
    assert indicator.guidance.en == "Lấy số cuối năm"
    desk.save("/criteria/A02", answer="score", score__max="5", score__step="0,5", score__met_from="2,5")
    edition, problems = desk.drafted().read_edition()
    assert isinstance(edition.indicators["A02"].answer, Score), problems


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("applies_if", "meals like cooked", "Chưa hiểu điều kiện"),
        ("applies_if", "food = cooked", "Không có thông tin “food”"),
        ("applies_if", "meals = raw", "“raw” không phải là giá trị"),
        ("weight", "hai", "Nhập một con số"),
        ("id", "A 2", "Mã chỉ gồm"),
        ("id", "A03", "Mã này đã dùng"),
        ("text.vi", "", "Viết yêu cầu"),
        ("evidence.en", "One\nTwo", "tiếng Anh có 2 dòng"),
    ],
)
def test_what_cannot_be_kept_is_said_beside_its_field_and_nothing_typed_is_lost(
    desk: Desk, field: str, typed: str, says: str
):
    before = desk.drafted()
    page = desk.save("/criteria/A02", expect=422, **{"guidance.vi": "Vẫn còn đây", field: typed})

    assert says in page.select_one(f"[id='{field}-error']").text
    assert page.select_one(f"a[href='#{field}']")
    assert "Vẫn còn đây" in page.select_one("[id='guidance.vi']").text
    shown = page.select_one(f"[id='{field}']")
    assert (shown.get("value") if shown.name == "input" else shown.text.strip()) == typed
    assert desk.drafted().files == before.files


def test_a_text_that_is_missing_is_kept_so_and_told_with_the_way_to_it(desk: Desk):
    desk.save("/details", about__vi="", about__en="")
    page = desk.browser.open(desk.at())
    link = next(one for one in page.select(".problems a") if "giới thiệu" in one.text)

    assert link["href"] == desk.at("/details#about.vi")
    assert "tiếng Việt" in link.text
    assert desk.browser.open(link["href"]).select_one("[id='about.vi']")
    assert not page.select(f"a[href='{desk.at('/publish')}']")


def test_indicators_are_added_changed_and_removed(desk: Desk):
    desk.browser.send(desk.at("/criteria/A01/indicators"), {"lines": "Cây xanh | Trees\nBóng mát"})
    desk.save(
        "/criteria/A01/indicators/A01.2", answer="score", score__max="4", score__step="1", score__met_from="2"
    )
    edition, problems = desk.drafted().read_edition()
    assert edition is not None, problems
    assert [one.id for one in edition.criteria["A01"].indicators] == ["A01.1", "A01.2"]
    assert edition.criteria["A01"].title.vi == "Việc thứ 1"
    assert edition.indicators["A01.1"].text.en == "Trees"

    desk.browser.send(desk.at("/criteria/A01/indicators/A01.1/remove"))
    desk.browser.send(desk.at("/criteria/A01/indicators/A01.2/remove"))
    edition, problems = desk.drafted().read_edition()
    assert edition is not None, problems
    assert edition.criteria["A01"].is_its_own_indicator


def test_criteria_and_groups_are_put_in_another_order(desk: Desk):
    desk.browser.send(desk.at("/groups"), {"title.vi": "Bếp", "title.en": "Kitchen"})
    desk.browser.send(desk.at("/groups/B/criteria"), {"lines": "Bếp một chiều"})
    desk.browser.send(desk.at("/criteria/A02/move"), {"to": "up"})
    desk.browser.send(desk.at("/criteria/A10/move"), {"to": "group:B"})
    desk.browser.send(desk.at("/groups/B/move"), {"to": "up"})
    desk.browser.send(desk.at("/criteria/A03/remove"))

    edition, problems = desk.drafted().read_edition()
    assert edition is not None, problems
    assert [(one.id, [it.id for it in one.criteria][:3]) for one in edition.groups] == [
        ("B", ["B01", "A10"]),
        ("A", ["A02", "A01", "A04"]),
    ]
    history = desk.browser.open(desk.at("/history"))
    assert "Việc thứ 3" in words_on(history)


@pytest.mark.parametrize("method", ["points", "count", "levels", "none"])
def test_each_method_is_ready_to_be_saved_as_it_is_first_shown(desk: Desk, method: str):
    page = desk.browser.open(desk.at(f"/rule?method={method}"))
    (form,) = page.select("form.draft")
    desk.browser.send(desk.at("/rule"), fields_of(form))
    drafted = desk.drafted()
    assert nodes.said(drafted.edition, "rule", "method") == method
    left = {one.problem.what for one in drafted.faults}
    assert all("level" in one for one in left) if method == "levels" else not left


def test_a_rule_by_count_with_conditions_and_a_new_outcome(desk: Desk):
    page = desk.browser.open(desk.at("/rule?method=count"))
    fields = fields_of(page.select_one("form.draft"))
    desk.browser.send(
        desk.at("/rule"), {**fields, "outcomes.2.label.vi": "Tốt", "outcomes.2.label.en": "Good"}
    )
    desk.save(
        "/rule",
        **{
            "variants.0.when": "setting = school",
            "variants.0.reach.pass.share": "",
            "variants.0.reach.pass.at_least": "6",
            "variants.0.reach.pass.of": "10",
            "variants.0.reach.outcome1.share": "87,5",
            "variants.1.reach.pass.share": "50",
        },
    )

    edition, problems = desk.drafted().read_edition()
    assert edition is not None, problems
    school, other = edition.rule.variants
    assert (school.reach["pass"].at_least, school.reach["pass"].of) == (6, 10)
    assert float(school.reach["outcome1"].share) == 0.875
    assert other.when is None


def test_gates_scales_and_texts_to_cite_are_added(desk: Desk):
    desk.save("/gates", **{"gates.0.text.vi": "Có trẻ bị tai nạn", "gates.0.at_most": "fail"})
    answer = desk.browser.send(desk.at("/scales"))
    scale = answer.location.rpartition("/")[2]
    desk.save(
        f"/scales/{scale}",
        **{"options.3.label.vi": "Rất kém", "options.3.points": "0", "options.2.points": "0,5"},
    )
    desk.save("/criteria/A01", answer=f"scale:{scale}")
    desk.save("/provisions", **{"title.vi": "Quyết định 12/QĐ-SGDĐT", "in_force.from": "2026-01-01"})
    desk.save("/criteria/A01", **{"provisions.0.ref": "vb-1", "good_practice": ""})

    edition, problems = desk.drafted().read_edition()
    assert edition is not None, problems
    assert [one.id for one in edition.gates] == ["R1"]
    assert [float(one.points) for one in edition.indicators["A01"].answer.options] == [2, 1, 0.5, 0]
    assert edition.provisions["vb-1"].title.vi == "Quyết định 12/QĐ-SGDĐT"


def test_two_editors_of_one_criterion_are_told_and_both_texts_stay(desk: Desk, world: World):
    other = Browser(desk.app, world.person(Role.CRITERIA_EDITOR, unit=world.units.city, name="Cô Lan"))
    mine, theirs = desk.form("/criteria/A01"), desk.form("/criteria/A01")
    other.send(desk.at("/criteria/A01"), {**theirs, "text.vi": "Lời của cô Lan"})
    page = desk.browser.send(desk.at("/criteria/A01"), {**mine, "text.vi": "Lời của tôi"}, expect=409)

    assert "Cô Lan đã sửa mục này" in words_on(page)
    assert "Lời của cô Lan" in words_on(page)
    assert page.select_one("[id='text.vi']").text.strip() == "Lời của tôi"
    again = fields_of(page.select_one("form.draft"))
    desk.browser.send(desk.at("/criteria/A01"), again)
    assert nodes.said(desk.drafted().criterion("A01"), "text", "vi") == "Lời của tôi"
    assert "Lời của cô Lan" in words_on(desk.browser.open(desk.at("/history")))


def test_the_files_are_taken_home_as_an_archive(desk: Desk):
    answer = desk.browser.answer(desk.at("/export.zip"))
    names = zipfile.ZipFile(io.BytesIO(answer.data)).namelist()

    assert answer.mimetype == "application/zip"
    assert "own-truong-xanh/2026-11-20/groups/01-A.yaml" in names
    assert {"facts.yaml", "provisions.yaml", "own-truong-xanh/set.yaml"} <= set(names)

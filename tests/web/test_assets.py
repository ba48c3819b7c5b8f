"""What pages load, as the build makes it: light, complete, and from nowhere else."""

import gzip
import json
import re
import unicodedata
from pathlib import Path

import pytest

from inspector.web.assets import BUILT, AssetsNotBuilt, asset_urls

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"

MOST_OF_A_STYLE_SHEET = 24_000
MOST_OF_THE_SCRIPTS_OF_A_FORM = 20_000
VOWELS = list("aăâeêioôơuưy")
TONES = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]


@pytest.fixture(scope="module")
def names() -> dict[str, str]:
    manifest = BUILT / "manifest.json"
    assert manifest.exists(), 'The front-end files are not built: type "make setup".'
    return json.loads(manifest.read_text("utf-8"))


def weight(*paths: Path) -> int:
    return sum(len(gzip.compress(path.read_bytes(), 9)) for path in paths)


def vietnamese_letters() -> set[str]:
    small = {unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES} | {"đ"}
    return small | {letter.upper() for letter in small} | set("₫“”–…")


def test_the_style_sheet_is_light(names: dict[str, str]):
    assert weight(BUILT / names["app.css"]) <= MOST_OF_A_STYLE_SHEET


def test_the_scripts_of_a_form_page_are_light(names: dict[str, str]):
    assert weight(BUILT / names["form.js"], BUILT / names["page.js"]) <= MOST_OF_THE_SCRIPTS_OF_A_FORM


@pytest.mark.parametrize("sheet", ["app.css", "print.css", "charts.css"])
def test_a_style_sheet_brings_no_brand_of_others_and_no_inline_pictures(names: dict[str, str], sheet: str):
    text = (BUILT / names[sheet]).read_text("utf-8")

    assert not re.search(r"GDS Transport|govuk-crest|url\(['\"]?data:", text)


@pytest.mark.parametrize("name", ["app.css", "print.css", "charts.css", "page.js", "form.js", "charts.js"])
def test_nothing_is_loaded_from_elsewhere(names: dict[str, str], name: str):
    text = (BUILT / names[name]).read_text("utf-8")

    assert not re.search(r"url\(['\"]?(https?:)?//|@import|registry\.|import\(?['\"]https?:", text)


def test_every_file_that_the_style_sheet_names_lies_beside_it(names: dict[str, str]):
    named = re.findall(r"url\(([^)]+)\)", (BUILT / names["app.css"]).read_text("utf-8"))

    assert len(named) == 4
    assert [name for name in named if not (BUILT / name).exists()] == []


def test_each_vietnamese_letter_is_in_exactly_one_file_of_each_weight(names: dict[str, str]):
    text = (BUILT / names["app.css"]).read_text("utf-8")
    faces = re.findall(r"font-weight:(\d+);.*?unicode-range:([^}]+)}", text)

    assert [weight for weight, _ in faces] == ["400", "400", "700", "700"]
    for weight in ("400", "700"):
        ranges = [wanted for of_weight, wanted in faces if of_weight == weight]
        for letter in vietnamese_letters():
            holding = [one for one in ranges if in_range(letter, one)]
            assert len(holding) == 1, f"{letter} (weight {weight}) is in {len(holding)} files"


def in_range(letter: str, ranges: str) -> bool:
    for one in ranges.split(","):
        first, _, last = one.strip().removeprefix("U+").partition("-")
        if int(first, 16) <= ord(letter) <= int(last or first, 16):
            return True
    return False


def test_our_rules_come_after_those_of_the_library(names: dict[str, str]):
    text = (BUILT / names["app.css"]).read_text("utf-8")

    assert "\ufeff" not in text
    assert re.search(r"}@layer govuk, ?components;", text)
    assert text.index("@layer govuk,") < text.index("@layer govuk{") < text.index("@layer components{")


def test_every_picture_that_a_template_names_is_in_the_sprite(names: dict[str, str]):
    sprite = set(re.findall(r'<symbol id="([^"]+)"', (BUILT / names["icons.svg"]).read_text("utf-8")))
    named = {
        name
        for path in TEMPLATES.rglob("*.html")
        for name in re.findall(r'icon\("([^"]+)"\)', path.read_text("utf-8"))
    }

    assert "person" in named
    assert named <= sprite
    assert {"info", "success", "warning"} <= sprite  # the kinds of notice


def test_the_licence_of_every_package_that_is_served_goes_with_it():
    text = (BUILT / "LICENCES.txt").read_text("utf-8")

    for name, words in (
        ("@fontsource/be-vietnam-pro", "SIL Open Font License"),
        ("govuk-frontend", "Crown Copyright"),
        ("plotly.js-cartesian-dist-min", "Plotly"),
    ):
        licence = text[text.index(f"{name} ") :].split("\n----\n")[0]
        assert words in licence


def test_an_address_carries_the_digest_of_the_content(names: dict[str, str]):
    address = asset_urls("/static/")("app.css")

    assert address == f"/static/built/{names['app.css']}"
    assert re.fullmatch(r"/static/built/app-[0-9a-f]{12}\.css", address)


def test_a_name_that_the_build_does_not_make_is_an_error():
    with pytest.raises(KeyError):
        asset_urls("/static")("other.css")


def test_without_a_build_the_start_says_what_to_do(tmp_path: Path):
    with pytest.raises(AssetsNotBuilt, match="make setup"):
        asset_urls("/static", tmp_path)

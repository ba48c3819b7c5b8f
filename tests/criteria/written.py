"""Sound editions of any kind as files: everything that the format can say, in any way of saying it."""

import json
import unicodedata
from typing import Any

from hypothesis import strategies as st

from tests.criteria.builders import FACTS, FIRST_DAY, PROVISIONS, Written, text

NUMBERS = st.sampled_from(
    [1, 2, 7, "1", "0.5", "1.50", "2.000000", "100", "12345678901234567890", "0.000001"]
)
DAYS = st.sampled_from([None, "2020-01-31", "1890-12-31"])
ODD_WORDS = st.sampled_from(
    [
        *[
            "=1+1",
            "=",
            "+84",
            "-x",
            "-",
            "@SUM(A1)",
            "'quoted",
            "''",
            '"',
            "#N/A",
            "#REF!",
            "TRUE",
            "true",
            "1.10",
        ],
        *[
            "007",
            "1e5",
            "2026-09-01",
            "12:30",
            "null",
            "~",
            "[]",
            "{}",
            "a: b # c",
            "- a",
            "? a",
            "\\",
            "\\n",
            "\\s",
        ],
        *[
            "a\nb",
            "a\n",
            "\na",
            "a\n\n  b\n",
            " \n a",
            "a\n ",
            "  before",
            "after  ",
            "\ttab\tted\t",
            "x" * 300,
        ],
        *[
            "Đạt – “rất tốt”; ổn, ừ",
            "á́",
            "đ😀d",
            "\u00a0x\u00a0",
            "a\u2028b",
            "a\x85b",
            "\ufeffx",
            "a|b",
            "a => b",
        ],
        *["▸ x", "yes", "no – không", "%", "{box}", "<a>&amp;</a>", "_x", "null: null", "x000D_", "\\null"],
    ]
)
# What YAML can print. A carriage return, which no cell can hold, has a test of its own.
LETTERS = st.characters(
    exclude_categories=["Cc", "Cs", "Cn"], exclude_characters="\ufffe\uffff"
) | st.sampled_from("\n\t\x85 ")


WORDS = (
    (ODD_WORDS | st.text(LETTERS, min_size=1, max_size=12))
    .map(lambda words: unicodedata.normalize("NFC", words))
    .filter(lambda words: bool(words.strip()))
)
TEXTS = st.fixed_dictionaries({"vi": WORDS, "en": WORDS})
CONDITIONS = st.fixed_dictionaries(
    {},
    optional={
        "setting": st.sampled_from(["school", ["school"], ["independent", "school"], ["school", "school"]]),
        "meals": st.sampled_from([["cooked"], "bought", ["cooked", "bought"]]),
        "hard_area": st.sampled_from([True, False, [True], [False, True]]),
        "children": st.sampled_from(
            [{"at_least": 100}, {"at_most": "9.50"}, {"at_most": 200, "at_least": "100"}, {"at_least": -1}]
        ),
    },
).filter(bool)
BOUNDS = st.sampled_from([{"at_least": 55}, {"at_most": "0.50"}, {"at_least": "-1", "at_most": 1}])
EASIER = st.lists(st.builds(lambda when, bounds: {"when": when, **bounds}, CONDITIONS, BOUNDS), max_size=2)
MEASURES = st.builds(
    lambda unit, bounds, more: {"unit": unit, **bounds, **more},
    WORDS,
    BOUNDS,
    st.fixed_dictionaries({}, optional={"easier": EASIER, "report_only": st.just(False)}),
)
REPORTED = st.builds(lambda unit: {"unit": unit, "report_only": True}, WORDS)
SCORES = st.sampled_from(
    [{"max": 5, "step": "0.5", "met_from": "2.50"}, {"max": "1.50", "step": "1.5", "met_from": 1}]
)
ANSWERS = st.one_of(
    st.just({}),
    st.sampled_from(["met", "1.10"]).map(lambda one: {"scale": one}),
    SCORES.map(lambda one: {"score": one}),
    MEASURES.map(lambda one: {"measure": one}),
    REPORTED.map(lambda one: {"measure": one}),
)
SETTINGS: dict[str, st.SearchStrategy[Any]] = {
    "weight": NUMBERS,
    "effort_days": NUMBERS,
    "fixable": st.booleans(),
    "na": st.sampled_from(["forbidden", "allowed"]),
    "applies_if": CONDITIONS,
    "evidence": st.lists(TEXTS, max_size=3),
    "guidance": TEXTS,
}
CITATIONS = st.lists(
    st.fixed_dictionaries({"ref": st.sampled_from(["tt45-2021", "old"])}, optional={"at": WORDS}),
    min_size=1,
    max_size=3,
)
BASES = st.one_of(
    CITATIONS.map(lambda cited: {"provisions": cited}),
    st.just({"good_practice": True}),
    st.builds(lambda cited: {"provisions": cited, "good_practice": False}, CITATIONS),
    st.just({"provisions": [], "good_practice": True}),
)
OF_CRITERIA: dict[str, st.SearchStrategy[Any]] = {
    "mandatory": st.booleans() | CONDITIONS,
    "official_ref": st.none() | WORDS,
    "replaces": st.lists(st.sampled_from(["B01", "1.1", "1.10"]), max_size=2),
}


@st.composite
def settings(draw: st.DrawFn, levels: int) -> Written:
    answer = draw(ANSWERS)
    more: Written = draw(st.fixed_dictionaries({}, optional=SETTINGS))
    if levels and not (answer.get("measure") or {}).get("report_only"):
        more["level"] = draw(st.integers(1, levels))
    return answer | more


@st.composite
def criteria(draw: st.DrawFn, id_: str, levels: int) -> Written:
    base = {"id": id_, **draw(BASES), **draw(st.fixed_dictionaries({}, optional=OF_CRITERIA))}
    if draw(st.booleans()):
        return base | {"text": draw(TEXTS)} | draw(settings(levels))
    shared = draw(settings(0)) if draw(st.booleans()) else {}
    indicators = [
        {"id": f"{id_}.{number}", "text": draw(TEXTS)} | draw(settings(levels))
        for number in range(draw(st.integers(1, 3)))
    ]
    if levels and (shared.get("measure") or {}).get("report_only"):
        del shared["measure"]
    for one in indicators:
        if levels and "level" not in one:
            one.setdefault("level", 1)
    return base | {"title": draw(TEXTS), "indicators": indicators} | shared


@st.composite
def gates(draw: st.DrawFn, caps: list[Any]) -> list[Written]:
    return [
        {"id": f"R{number}", "text": draw(TEXTS)}
        | draw(
            st.fixed_dictionaries(
                {}, optional={"applies_if": CONDITIONS} | ({"at_most": st.sampled_from(caps)} if caps else {})
            )
        )
        for number in range(draw(st.integers(0, 2)))
    ]


@st.composite
def rules(draw: st.DrawFn, method: str, others: int) -> Written:
    labels = st.fixed_dictionaries({"label": TEXTS})
    rule: Written = {"method": method}
    caps: list[Any] = []
    optional: dict[str, st.SearchStrategy[Any]] = {}
    if method == "points":
        limits = [0, "49.5", "80.00"][: draw(st.integers(1, 3))]
        caps = ["1", "fair", "good"][: len(limits)]
        bands = [{"id": id_, "from": limit} | draw(labels) for id_, limit in zip(caps, limits, strict=True)]
        rule |= {"groups": draw(st.sampled_from(["pooled", "weighted"])), "bands": bands}
        floors = (
            st.dictionaries(st.sampled_from(caps[1:]), NUMBERS_TO_100, max_size=2)
            if caps[1:]
            else st.just({})
        )
        optional = {"group_floor": floors}
    elif method == "count":
        caps = ["fail", "pass", "2"][: draw(st.integers(2, 3))]
        rule["outcomes"] = [{"id": id_} | draw(labels) for id_ in caps]
        reach = st.dictionaries(st.sampled_from(caps[1:]), NEEDS, max_size=2)
        variant = st.builds(
            lambda reach, when: {"reach": reach} | when,
            reach,
            st.fixed_dictionaries({}, optional={"when": CONDITIONS}),
        )
        rule["variants"] = draw(st.lists(variant, min_size=1, max_size=2))
        optional = {"not_applicable": st.sampled_from(["scale", "keep"])}
    elif method == "levels":
        caps = [0, 1, 2]
        rule |= {"below": draw(labels), "levels": [{"id": one} | draw(labels) for one in (1, 2)]}
        rule["reach"] = [{"level": one} | draw(level_needs(others)) for one in (1, 2)]
        optional = {
            "recognitions": st.lists(st.builds(lambda title: {"level": 2, "title": title}, TEXTS), max_size=1)
        }
    if method in ("points", "count"):
        optional["mandatory_unmet"] = st.sampled_from(caps).map(lambda one: {"at_most": one})
    optional["gates"] = gates(caps)
    return rule | draw(st.fixed_dictionaries({}, optional=optional))


NUMBERS_TO_100 = st.sampled_from([0, "70", "33.30", 100])
NEEDS = st.sampled_from(
    [{"share": "0.80"}, {"share": 1}, {"at_least": 1, "of": 2}, {"at_least": "0", "of": "1"}]
)


@st.composite
def level_needs(draw: st.DrawFn, others: int) -> Written:
    if draw(st.booleans()):
        return {"all": True}
    need: Written = {"mandatory": "all", "others_at_least": draw(st.integers(0, others))}
    return need | draw(st.fixed_dictionaries({}, optional={"rest_at_least": st.integers(0, 2)}))


SCALES = {
    "met": {
        "options": [
            {"id": "met", "points": 1, "label": text("met")},
            {"id": "not_met", "points": 0, "label": text("not met")},
        ],
        "met_from": "met",
    },
}


@st.composite
def editions(draw: st.DrawFn) -> dict[str, str]:
    """The files of a sound edition."""
    method = draw(st.sampled_from(["points", "count", "levels", "none"]))
    levels = 2 if method == "levels" else 0
    inside = [
        [draw(criteria(f"{group}{number}", levels)) for number in range(draw(st.integers(1, 2)))]
        for group in "AB"[: draw(st.integers(1, 2))]
    ]
    # Something that counts, however the rest was drawn.
    inside[0].append(
        {"id": "Z", "good_practice": True, "text": draw(TEXTS), "scale": "met"}
        | ({"level": 1} if levels else {})
    )
    others = sum(1 for group in inside for one in group if one.get("mandatory") is not True)
    named = [("A", "1.0"), ("1.1", "B")][draw(st.integers(0, 1))]
    groups = [
        {"id": id_, "title": draw(TEXTS), "criteria": members}
        | draw(st.fixed_dictionaries({}, optional={"weight": NUMBERS}))
        for id_, members in zip(named, inside, strict=False)
    ]
    scales = SCALES | {"1.10": draw(scales_of_three())}
    head = {
        "format": draw(st.sampled_from([1, "1", "1.0"])),
        "status": draw(st.sampled_from(["draft", "published"])),
        "in_force": {"from": FIRST_DAY.isoformat()},
        "provenance": {
            "wording": draw(st.sampled_from(["official", "restated", "adapted"])),
            "rule": draw(st.sampled_from(["official", "proposed"])),
            "note": draw(TEXTS),
        },
        "scales": scales,
        "defaults": {"scale": draw(st.sampled_from(["met", "1.10"]))}
        | draw(
            st.fixed_dictionaries(
                {},
                optional={
                    "weight": NUMBERS,
                    "effort_days": NUMBERS,
                    "na": st.sampled_from(["forbidden", "allowed"]),
                },
            )
        ),
        "rule": draw(rules(method, others)),
    }
    codes = st.sampled_from(["H{box}-{criterion}-{number:02}", "{standard}", " x ", "=x", "{{x}}"])
    head |= draw(st.fixed_dictionaries({}, optional={"concerns": CONDITIONS, "evidence_code": codes}))
    provisions = PROVISIONS | {"old": draw(provisions_())}
    files = {
        "edition.yaml": as_yaml(head),
        "facts.yaml": as_yaml({"facts": FACTS}),
        "provisions.yaml": as_yaml({"provisions": provisions}),
    }
    return files | {f"groups/{place:02}-x.yaml": as_yaml(one) for place, one in enumerate(groups, start=1)}


@st.composite
def scales_of_three(draw: st.DrawFn) -> Written:
    names = draw(st.sampled_from([("good", "1.1", "bad"), ("3", "2", "1")]))
    points = draw(st.sampled_from([("2.50", 1, 0), (3, "2.0", "0.1")]))
    options = [
        {"id": id_, "points": one, "label": draw(TEXTS)} for id_, one in zip(names, points, strict=True)
    ]
    return {"options": options, "met_from": names[draw(st.integers(0, 1))]}


@st.composite
def provisions_(draw: st.DrawFn) -> Written:
    optional = {"issuer": TEXTS, "issued": DAYS, "checked": DAYS, "in_force": st.sampled_from(IN_FORCE)}
    read = draw(st.sampled_from(["full", "part", "title", "none"]))
    return {"title": draw(TEXTS), "read": read} | draw(st.fixed_dictionaries({}, optional=optional))


IN_FORCE = [{"from": None}, {"from": "2001-01-01", "to": "2020-12-31"}, {"from": None, "to": None}]


def as_yaml(value: Any) -> str:
    """JSON, with the line ends of YAML that are none in JSON written as escapes."""
    words = json.dumps(value, ensure_ascii=False)
    for one in "\x85\u2028\u2029\ufeff":
        words = words.replace(one, f"\\u{ord(one):04x}")
    return words

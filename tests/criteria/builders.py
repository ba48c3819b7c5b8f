"""The smallest editions as text files; a test names only what it is about.

Everything is written as JSON, which is YAML too: a text is quoted, a number is bare. Numbers with a
point are given as text ("0.5"), so that none passes through a float.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from inspector.criteria.load import read_edition
from inspector.criteria.model import Edition

SET_ID = "tried"
FIRST_DAY = date(2026, 9, 1)

Written = dict[str, Any]


def text(words: str = "x") -> Written:
    return {"vi": f"{words} (vi)", "en": f"{words} (en)"}


FACTS: Written = {
    "setting": {
        "title": text(),
        "type": "choice",
        "options": {"school": text(), "independent": text()},
    },
    "meals": {"title": text(), "type": "choice", "options": {"cooked": text(), "bought": text()}},
    "hard_area": {"title": text(), "type": "boolean"},
    "children": {"title": text(), "type": "number"},
}
PROVISIONS: Written = {
    "tt45-2021": {"title": text("Thông tư 45"), "in_force": {"from": "2022-02-15"}, "read": "part"},
}


def an_option(id_: str, points: int | str, level: int | None = None) -> Written:
    option: Written = {"id": id_, "points": points, "label": text(id_)}
    return option if level is None else option | {"level": level}


def a_scale(*options: Written, met_from: str = "met") -> Written:
    """From best to worst; without options: met and not_met."""
    return {"options": list(options or MET_OPTIONS), "met_from": met_from}


MET_OPTIONS = (an_option("met", 1), an_option("not_met", 0))


def a_criterion(id_: str = "A01", **keys: Any) -> Written:
    """A criterion that is its own indicator; with `indicators` it has a title in place of a text."""
    heading = "title" if "indicators" in keys else "text"
    return {"id": id_, heading: text(id_), "good_practice": True} | keys


def an_indicator(id_: str, **keys: Any) -> Written:
    return {"id": id_, "text": text(id_)} | keys


def a_group(*criteria: Written, id_: str = "A", **keys: Any) -> Written:
    return {"id": id_, "title": text(id_), "criteria": list(criteria)} | keys


def points_rule(**keys: Any) -> Written:
    bands = [
        {"id": "weak", "from": 0, "label": text("weak")},
        {"id": "fair", "from": 50, "label": text("fair")},
        {"id": "good", "from": 80, "label": text("good")},
    ]
    return {"method": "points", "groups": "pooled", "bands": bands} | keys


def count_rule(**keys: Any) -> Written:
    outcomes = [{"id": "fail", "label": text("fail")}, {"id": "pass", "label": text("pass")}]
    variants = [{"reach": {"pass": {"at_least": 1, "of": 2}}}]
    return {"method": "count", "outcomes": outcomes, "variants": variants} | keys


def levels_rule(*reach: Written, **keys: Any) -> Written:
    """An entry for each level; without entries: two levels that all criteria must reach."""
    entries = list(reach or ({"level": 1, "all": True}, {"level": 2, "all": True}))
    levels = [{"id": number, "label": text(f"level {number}")} for number in range(1, len(entries) + 1)]
    return {"method": "levels", "below": {"label": text()}, "levels": levels, "reach": entries} | keys


NO_RULE: Written = {"method": "none"}


def an_edition(
    rule: Written | None = None,
    criteria: Sequence[Written] | None = None,
    *,
    groups: Sequence[Written] | None = None,
    scales: Written | None = None,
    facts: Written | None = None,
    provisions: Written | None = None,
    first_day: date = FIRST_DAY,
    **keys: Any,
) -> dict[str, str]:
    """The files of an edition. Criteria stand in one group A; or groups are given, in their order."""
    edition = {
        "format": 1,
        "status": "draft",
        "in_force": {"from": first_day.isoformat()},
        "provenance": {"wording": "adapted", "rule": "proposed", "note": text("note")},
        "scales": {"met": a_scale()} if scales is None else scales,
        "defaults": {"scale": "met"},
        "rule": count_rule() if rule is None else rule,
    }
    if groups is None:
        groups = [a_group(*([a_criterion("A01"), a_criterion("A02")] if criteria is None else criteria))]
    files = {
        "edition.yaml": as_yaml(edition | keys),
        "facts.yaml": as_yaml({"facts": FACTS if facts is None else facts}),
        "provisions.yaml": as_yaml({"provisions": PROVISIONS if provisions is None else provisions}),
    }
    return files | {f"groups/{place:02}-a.yaml": as_yaml(one) for place, one in enumerate(groups, start=1)}


def as_yaml(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


def problems_of(files: Mapping[str, str], first_day: date | None = FIRST_DAY) -> list[str]:
    """What is wrong with an edition, as it is printed."""
    edition, problems = read_edition(SET_ID, first_day, files)
    assert (edition is None) == bool(problems)
    return [str(one) for one in problems]


def read(files: Mapping[str, str], first_day: date = FIRST_DAY) -> Edition:
    """An edition in which nothing is wrong."""
    edition, problems = read_edition(SET_ID, first_day, files)
    assert not problems, "\n".join(str(one) for one in problems)
    assert edition is not None
    return edition


def a_set_file(set_id: str = SET_ID, **keys: Any) -> str:
    return as_yaml({"id": set_id, "title": text(), "about": text(), "audience": "school"} | keys)


def write_edition(
    criteria: Path, files: Mapping[str, str], set_id: str = SET_ID, day: str = "2026-09-01"
) -> Path:
    """Write an edition into a folder of sets; return the folder of the edition."""
    folder = criteria / set_id / day
    for name, content in files.items():
        above = name in ("facts.yaml", "provisions.yaml")
        write(criteria / name if above else folder / name, content)
    return folder


def write(path: Path, content: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


def publish(criteria: Path, set_id: str = SET_ID) -> None:
    """Write published.yaml with the digest of every published edition of a set."""
    digests = {}
    for folder in sorted(one for one in (criteria / set_id).iterdir() if one.is_dir()):
        names = [path.relative_to(folder).as_posix() for path in folder.glob("**/*.yaml")]
        files = {name: (folder / name).read_text() for name in names if not name.startswith("examples/")}
        files |= {name: (criteria / name).read_text() for name in ("facts.yaml", "provisions.yaml")}
        edition = read(files, date.fromisoformat(folder.name))
        if edition.status == "published":
            digests[folder.name] = edition.digest
    write(criteria / set_id / "published.yaml", as_yaml(digests))

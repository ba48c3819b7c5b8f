"""Which schools there are, where they lie, and what is known of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Literal
from uuid import UUID

from inspector.services.samples.chance import happens, new_id, one_of, stream
from inspector.services.samples.names import proper_names, school_name
from inspector.services.samples.rows import Rows
from inspector.services.samples.tree import CLUSTERED, COMMUNES_FROM, Tree, read_table
from inspector.store.base import LAST_DAY
from inspector.store.tables import School, SchoolFact, SchoolPlace
from inspector.text import fold, sort_key

Scale = int | Literal["full"] | None
"""How many schools of each district: a number, all, or None: all of three districts, two of each other."""

IN_FULL = ("003", "005", "277")
"""Tây Hồ, Cầu Giấy, Chương Mỹ: two of the inner city, one at its edge; none had a pilot school."""

SHOWCASE = "01-005-001"
"""The school that has something in every state."""

FRESH = "01-003-001"
"""The school that has not begun this school year."""

ASKED = "01-001-001"
"""The school of which one fact has to be asked again."""

SHOWN_WITH_MEALS = (SHOWCASE, FRESH)

HILLY = ("271", "275", "276", "277", "282")
KNOWN_FROM = date(2020, 8, 1)


@dataclass(frozen=True, slots=True)
class Planned:
    """A school before it is written. `facts` is what has been known of it since KNOWN_FROM."""

    id: UUID
    code: str
    name: str
    district: str
    facts: Mapping[str, str]
    facts_now: Mapping[str, str | None]  # what has changed since the beginning of this school year

    def facts_on(self, day: date, this_year: date) -> dict[str, str | None]:
        """Return what is known of the school on a day; `this_year` is the first day of the school year."""
        return {**self.facts, **(self.facts_now if day >= new_facts_from(this_year) else {})}


def counts() -> dict[str, tuple[int, int]]:
    """Return the numbers of public and of private schools by district."""
    lines = read_table("preschools-hanoi-invented.csv")
    return {line["district"]: (int(line["public"]), int(line["private"])) for line in lines}


def planned(seed: int, scale: Scale) -> list[Planned]:
    """Return the schools of a scale, by code. A school is the same at every scale at which there is one."""
    names = iter(proper_names(seed))
    schools = []
    for district, (public, private) in counts().items():
        wanted = set(_wanted(district, public, private, scale))
        for number in range(1, public + private + 1):
            proper = next(names)
            if number in wanted:
                schools.append(_planned(seed, district, number, public, proper))
    return schools


def _wanted(district: str, public: int, private: int, scale: Scale) -> Sequence[int]:
    everybody = range(1, public + private + 1)
    if scale == "full" or (scale is None and district in IN_FULL):
        return everybody
    # by turns, so that a few schools are of both kinds
    publicly, privately = everybody[:public], everybody[public:]
    by_turns = [one for pair in zip(publicly, privately, strict=False) for one in pair]
    rest = [one for one in everybody if one not in by_turns]
    return [*by_turns, *rest][: 2 if scale is None else scale]


def _planned(seed: int, district: str, number: int, public: int, proper: str) -> Planned:
    code = f"01-{district}-{number:03}"
    chance = stream(seed, "school", code)
    setting, ownership = _kind(number - public)
    facts = {"setting": setting, "ownership": ownership, **_daily_life(chance, setting, district)}
    changed = _changes(chance, facts)
    if code in SHOWN_WITH_MEALS:
        facts["meals"] = "cooked"
        changed = {"children": changed["children"]}
    if code == ASKED:
        facts["meals"], changed["meals"] = "cooked", None
    return Planned(
        id=new_id(chance),
        code=code,
        name=school_name(setting, ownership, proper),
        district=district,
        facts=facts,
        facts_now=changed,
    )


def _kind(place_among_private: int) -> tuple[str, str]:
    if place_among_private <= 0:
        return "school", "public"
    if place_among_private % 10 == 4:
        return "independent", "private"
    return "school", "people_founded" if place_among_private % 10 == 8 else "private"


def _daily_life(chance: Random, setting: str, district: str) -> dict[str, str]:
    small = setting == "independent"
    classes = 1 + int(chance.random() * 4) if small else max(4, round(chance.gauss(14, 4)))
    cooked, bought = (0.45, 0.9) if small else (0.86, 0.98)
    draw = chance.random()
    return {
        "meals": "cooked" if draw < cooked else "bought" if draw < bought else "none",
        "hard_area": _yes(district in HILLY and happens(chance, 0.3)),
        "transport": _yes(happens(chance, 0.08)),
        "cameras": _yes(happens(chance, 0.55)),
        "classes": str(classes),
        "children": str(classes * (12 if small else 25) + int(chance.random() * 5 * classes)),
    }


def _changes(chance: Random, facts: Mapping[str, str]) -> dict[str, str | None]:
    """Return what is known anew this school year; None: it has to be asked again."""
    changed: dict[str, str | None] = {
        "children": str(int(int(facts["children"]) * (0.9 + chance.random() * 0.15)))
    }
    if facts["cameras"] == "false" and happens(chance, 0.5):
        changed["cameras"] = "true"
    if happens(chance, 0.03):
        changed[one_of(chance, ("meals", "setting", "transport"))] = None
    return changed


def _yes(fact: bool) -> str:
    return "true" if fact else "false"


def write_schools(rows: Rows, seed: int, tree: Tree, schools: Sequence[Planned], this_year: date) -> None:
    """Keep schools, their places before and since the communes, and their facts."""
    for one in schools:
        keys = {"sort_key": sort_key(one.name), "search_key": fold(one.name)}
        rows.add(School, id=one.id, code=one.code, name=one.name, is_sample=True, **keys)
        before = COMMUNES_FROM - timedelta(days=1)
        now = tree.communes[commune_of(seed, tree, one)]
        for unit, first, last in (
            (tree.districts[one.district], KNOWN_FROM, before),
            (now, COMMUNES_FROM, LAST_DAY),
        ):
            rows.add(SchoolPlace, school_id=one.id, first_day=first, last_day=last, unit_id=unit)
        for day, facts in ((KNOWN_FROM, one.facts), (new_facts_from(this_year), one.facts_now)):
            for fact, value in facts.items():
                rows.add(SchoolFact, school_id=one.id, fact=fact, first_day=day, value=value)


def new_facts_from(this_year: date) -> date:
    """Return the day from which the facts of a school year are known: a month before its first day."""
    return date(this_year.year, 8, 1)


def commune_of(seed: int, tree: Tree, school: Planned) -> str:
    """Return the commune in which a school has lain since there are no districts: one of its old district.

    A commune is the likelier, the more of the district went into it. The first school of the district
    that is a cluster lies in a commune of that cluster, for its people are to meet.
    """
    shares = tree.shares[school.district]
    if school.code == f"01-{CLUSTERED}-001":
        shares = {one: share for one, share in shares.items() if tree.main_district[one] == CLUSTERED}
    left = stream(seed, "commune", school.code).random() * sum(shares.values())
    for commune, share in shares.items():
        left -= share
        if left < 0:
            return commune
    raise AssertionError("a district went over into at least one commune")

"""Every way to break an edition's files is a problem with a place and a remedy."""
# ruff: noqa: E501  (a table, one fault a line)

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.criteria.builders import (
    NO_RULE,
    PROVISIONS,
    Written,
    a_criterion,
    a_group,
    a_scale,
    an_edition,
    an_indicator,
    an_option,
    as_yaml,
    count_rule,
    levels_rule,
    points_rule,
    problems_of,
    text,
)

PLACE = re.compile(r"^(edition|facts|provisions|groups/\d\d-a)\.yaml(, line [1-9][0-9]*)?: \S.*[.…”] \S.*\.$")

BANDS = points_rule()["bands"]
MEASURE = {"unit": "%", "at_least": 55}
SCORE = {"max": 5, "step": "0.5", "met_from": "2.5"}
LEVEL_SCALE = a_scale(an_option("good", 2, 2), an_option("met", 1, 1), an_option("bad", 0, 0))
ONE_LEVEL = {"level": 1, "mandatory": "all", "others_at_least": 0}


def edition(**keys: Any) -> dict[str, str]:
    return an_edition(**keys)


def without(key: str) -> dict[str, str]:
    """An edition whose edition.yaml lacks a key."""
    files = an_edition()
    head = json.loads(files["edition.yaml"])
    del head[key]
    return files | {"edition.yaml": as_yaml(head)}


def criterion(**keys: Any) -> dict[str, str]:
    """An edition with one criterion that has these keys; None takes a key away."""
    one = {key: value for key, value in (a_criterion("A01") | keys).items() if value is not None}
    return an_edition(criteria=[one, a_criterion("A02")])


def indicator(**keys: Any) -> dict[str, str]:
    one = {key: value for key, value in (an_indicator("a") | keys).items() if value is not None}
    return an_edition(criteria=[a_criterion("A01", indicators=[one])])


def scale(*options: Written, **keys: Any) -> dict[str, str]:
    return an_edition(scales={"met": a_scale(*options) | keys})


def rule(written: Written, **keys: Any) -> dict[str, str]:
    level = {"level": 1} if written.get("method") == "levels" else {}
    criteria = [a_criterion("A01", **level), a_criterion("A02", **level)]
    return an_edition({key: value for key, value in (written | keys).items() if value is not None}, criteria)


def reach(*needs: Written, **keys: Any) -> dict[str, str]:
    return an_edition(levels_rule(*needs) | keys, [a_criterion("A01", level=1)])


def variant(**needs: Any) -> dict[str, str]:
    return rule(count_rule(variants=[{"reach": needs}]))


def gate(written: Written, **keys: Any) -> dict[str, str]:
    return rule(written, gates=[{"id": "R1", "text": text()} | keys])


def condition(written: Any) -> dict[str, str]:
    return criterion(applies_if=written)


def fact(**keys: Any) -> dict[str, str]:
    return an_edition(facts={"f": {key: value for key, value in keys.items() if value is not None}})


def provision(**keys: Any) -> dict[str, str]:
    return an_edition(provisions={"p": {"title": text(), "read": "full"} | keys})


def cited(**keys: Any) -> dict[str, str]:
    return an_edition(
        criteria=[a_criterion("A01", provisions=[{"ref": "p"}])],
        provisions={"p": {"title": text(), "read": "full"} | keys},
    )


def yaml(name: str, content: str) -> dict[str, str]:
    return an_edition() | {name: content}


def changed(name: str, old: str, new: str, **keys: Any) -> dict[str, str]:
    """An edition in whose file the first occurrence of a text is another."""
    files = an_edition(**keys)
    assert old in files[name]
    return files | {name: files[name].replace(old, new, 1)}


FAULTS: dict[str, tuple[Callable[[], dict[str, str]], str]] = {
    # edition.yaml as a whole
    **{
        f"edition without {key}": (lambda key=key: without(key), f"edition.yaml, line 1: The edition lacks “{key}”. Add it.")
        for key in ("format", "status", "in_force", "provenance", "scales", "defaults", "rule")
    },
    "unknown key": (lambda: changed("edition.yaml", '"status"', '"statut"'), "The edition has no key “statut”. Write “status”."),
    "unlike any key": (lambda: edition(xyz=1), "Remove it, or use one of: format, status"),
    "edition is a list": (lambda: yaml("edition.yaml", "- a\n"), "The edition is a list, not a mapping."),
    "edition is a word": (lambda: yaml("edition.yaml", "a\n"), "The edition is “a” (text), not a mapping."),
    "edition is empty": (lambda: yaml("edition.yaml", ""), "edition.yaml, line 1: The file is empty."),
    "another format": (lambda: edition(format=2), "“format” is 2. Write 1"),
    "format is text": (lambda: edition(format="one"), "“format” is “one”, not a number of this format."),
    "another status": (lambda: edition(status="ready"), "“status” is “ready”. Write one of: draft, published."),
    "status is null": (lambda: edition(status=None), "“status” is null"),
    "another first day": (lambda: edition(in_force={"from": "2026-09-02"}), "its folder is named 2026-09-01"),
    "no such day": (lambda: edition(in_force={"from": "2026-02-30"}), "“from” of “in_force” is “2026-02-30”, not a day."),
    "a day and a time": (lambda: changed("edition.yaml", '"2026-09-01"', "2026-09-01 10:00:00"), "not a day. Write it as YYYY-MM-DD."),
    "an edition that ends": (lambda: edition(in_force={"from": "2026-09-01", "to": None}), "“in_force” has no key “to”"),
    "wording unknown": (lambda: edition(provenance={"wording": "own", "rule": "proposed", "note": text()}), "official, restated, adapted"),
    "no note": (lambda: edition(provenance={"wording": "adapted", "rule": "proposed"}), "“provenance” lacks “note”"),
    "note without English": (lambda: edition(provenance={"wording": "adapted", "rule": "proposed", "note": {"vi": "a"}}), "“note” of “provenance” lacks “en”"),
    "empty English": (lambda: edition(provenance={"wording": "adapted", "rule": "proposed", "note": {"vi": "a", "en": " "}}), "(en) is empty"),
    "a third language": (lambda: edition(provenance={"wording": "adapted", "rule": "proposed", "note": text() | {"fr": "a"}}), "has no key “fr”"),
    "a text that is a number": (lambda: criterion(text={"vi": 1, "en": "a"}), "(vi) is “1” (a number), not text. Quote it."),
    "a text that is a word": (lambda: criterion(text="Có cổng"), "“text” of criterion A01 is “Có cổng” (text), not a mapping"),
    "a code with an unknown part": (lambda: edition(evidence_code="{group}"), "the unknown part “{group}”"),
    "a code with another width": (lambda: edition(evidence_code="{number:03}"), "the unknown part “{number:03}”"),
    "a code with a conversion": (lambda: edition(evidence_code="{box!r}"), "the unknown part “{box!r}”"),
    "a code with an open brace": (lambda: edition(evidence_code="H{box"), "a brace too many or too few"),
    "an empty code": (lambda: edition(evidence_code=""), "“evidence_code” is empty."),
    # scales and defaults
    "no scale": (lambda: edition(scales={}), "“scales” is empty. Add an entry."),
    "one option": (lambda: scale(an_option("met", 1)), "has only 1 in it. List at least 2."),
    "rising points": (lambda: scale(an_option("met", 1), an_option("not_met", 2)), "from best to worst"),
    "equal points": (lambda: scale(an_option("met", 1), an_option("not_met", 1)), "from best to worst"),
    "points below 0": (lambda: scale(an_option("met", 1), an_option("not_met", -1)), "“points” of option not_met is -1."),
    "points that are text": (lambda: scale(an_option("met", "many"), an_option("not_met", 0)), "“many”, not a number"),
    "points with a comma": (lambda: scale(an_option("met", "1,5"), an_option("not_met", 0)), "“1,5”, not a number"),
    "seven decimals": (lambda: scale(an_option("met", "1.1234567"), an_option("not_met", 0)), "at most 6 decimals"),
    "a leading zero": (lambda: scale(an_option("met", "01"), an_option("not_met", 0)), "“01”, not a number"),
    "an octal": (lambda: changed("edition.yaml", '"points": 1', '"points": 010'), "“010”, not a number"),
    "an underscore": (lambda: changed("edition.yaml", '"points": 1', '"points": 1_0'), "“1_0”, not a number"),
    "an exponent": (lambda: changed("edition.yaml", '"points": 1', '"points": 1.0e+3'), "“1.0e+3”, not a number"),
    "a hundred and one digits": (lambda: scale(an_option("met", "1" * 101), an_option("not_met", 0)), "at most 100 digits"),
    "option twice": (lambda: scale(an_option("met", 2), an_option("met", 1), an_option("no_", 0)), "has the option “met” twice"),
    "option without label": (lambda: scale({"id": "met", "points": 1}, an_option("no_", 0)), "lacks “label”"),
    "met_from unknown": (lambda: scale(met_from="good"), "“met_from” of Scale met is “good”, no option of it. Use one of: met."),
    "met_from the worst": (lambda: scale(met_from="not_met"), "is its worst option, so that nothing could fail"),
    "a reserved option": (lambda: scale(an_option("met", 1), an_option("na", 0)), "“na”, a reserved word"),
    "an option read as boolean": (lambda: changed("edition.yaml", '"id": "not_met"', '"id": no'), "is “no” (true or false), not an id. Quote it"),
    "an option with a level": (lambda: scale(an_option("met", 1, 1), an_option("not_met", 0)), "the rule has no levels"),
    "defaults without scale": (lambda: edition(defaults={"weight": 1}), "“defaults” lacks “scale”"),
    "defaults with an unknown scale": (lambda: edition(defaults={"scale": "four"}), "“four”, an unknown scale. Scales of edition.yaml: met."),
    "default weight 0": (lambda: edition(defaults={"scale": "met", "weight": 0}), "“weight” of “defaults” is 0. Write a number above 0."),
    "default fixable": (lambda: edition(defaults={"scale": "met", "fixable": False}), "“defaults” has no key “fixable”"),
    # the rule
    "unknown method": (lambda: rule({"method": "sum"}), "“method” of the rule is “sum”. Write one of: points, count, levels, none."),
    "no method": (lambda: rule({"groups": "pooled"}), "“rule” lacks “method”"),
    "points without groups": (lambda: rule(points_rule(), groups=None), "The points rule lacks “groups”"),
    "points with outcomes": (lambda: rule(points_rule(), outcomes=[]), "The points rule has no key “outcomes”"),
    "no bands": (lambda: rule(points_rule(), bands=[]), "“bands” has nothing in it"),
    "first band above 0": (lambda: rule(points_rule(), bands=[BANDS[1]]), "begins at 50. Begin it from 0."),
    "falling bands": (lambda: rule(points_rule(), bands=[BANDS[0], BANDS[2], BANDS[1]]), "Band fair begins at 50, not above the one before it."),
    "equal bands": (lambda: rule(points_rule(), bands=[BANDS[0], BANDS[1], BANDS[1] | {"id": "b"}]), "Band b begins at 50"),
    "band twice": (lambda: rule(points_rule(), bands=[BANDS[0], BANDS[1] | {"id": "weak"}]), "The band “weak” is there twice"),
    "band above 100": (lambda: rule(points_rule(), bands=[BANDS[0], BANDS[1] | {"from": 101}]), "“from” of band fair is 101. Write a number of at most 100."),
    "floor of the first band": (lambda: rule(points_rule(), group_floor={"weak": 1}), "Known bands above the first: fair, good."),
    "floor of no band": (lambda: rule(points_rule(), group_floor={"best": 1}), "“group_floor” names “best”"),
    "floor above 100": (lambda: rule(points_rule(), group_floor={"good": 100.5}), "Write a number of at most 100."),
    "cap at no band": (lambda: rule(points_rule(), mandatory_unmet={"at_most": "pass"}), "“mandatory_unmet” names “pass”"),
    "a cap without outcome": (lambda: rule(points_rule(), mandatory_unmet={}), "“mandatory_unmet” lacks “at_most”"),
    "one outcome": (lambda: rule(count_rule(), outcomes=count_rule()["outcomes"][:1]), "“outcomes” has only 1 in it"),
    "no variant": (lambda: rule(count_rule(), variants=[]), "“variants” has nothing in it"),
    "at_least below 0": (lambda: variant(**{"pass": {"at_least": -1, "of": 2}}), "Write a number of at least 0."),
    "reach of the first outcome": (lambda: variant(fail={"share": 1}), "“reach” names “fail”"),
    "reach of no outcome": (lambda: variant(best={"share": 1}), "Known outcomes above the first: pass."),
    "of below at_least": (lambda: variant(**{"pass": {"at_least": 3, "of": 2}}), "asks for 3 of 2"),
    "at_least without of": (lambda: variant(**{"pass": {"at_least": 3}}), "Write “at_least” and “of”, or “share”."),
    "share and number": (lambda: variant(**{"pass": {"at_least": 3, "of": 3, "share": 1}}), "has a “share” and a number"),
    "share above 1": (lambda: variant(**{"pass": {"share": "1.01"}}), "“share” of “reach” of pass is 1.01"),
    "share 0": (lambda: variant(**{"pass": {"share": 0}}), "Write a number above 0."),
    "half a criterion": (lambda: variant(**{"pass": {"at_least": "1.5", "of": 3}}), "is 1.5. Write a whole number."),
    "not_applicable unknown": (lambda: rule(count_rule(), not_applicable="drop"), "Write one of: scale, keep."),
    "levels without below": (lambda: rule(levels_rule(), below=None), "The levels rule lacks “below”"),
    "levels without reach": (lambda: rule(levels_rule(), reach=None), "The levels rule lacks “reach”"),
    "level 2 first": (lambda: reach(ONE_LEVEL, levels=[{"id": 2, "label": text()}]), "Level 2 stands in place 1"),
    "a quoted level": (lambda: reach(ONE_LEVEL, levels=[{"id": "1", "label": text()}]), "is “1” (text), not a level number."),
    "a level with decimals": (lambda: changed("edition.yaml", '"level": 1', '"level": 1.0', rule=levels_rule(), criteria=[a_criterion("A01", level=1)]), "“1.0”, not a level number"),
    "fewer entries than levels": (lambda: reach(levels=levels_rule()["levels"], reach=[ONE_LEVEL]), "“reach” has 1 entries for 2 levels"),
    "entries in another order": (lambda: reach({"level": 2, "all": True}, {"level": 1, "all": True}), "The entry for level 2 stands in place 1"),
    "all is false": (lambda: reach({"level": 1, "all": False}), "“all” of level 1 is false"),
    "all and others": (lambda: reach({"level": 1, "all": True, "others_at_least": 1}), "has “all” and “others_at_least”"),
    "mandatory some": (lambda: reach(ONE_LEVEL | {"mandatory": "some"}), "“mandatory” of level 1 is “some”. Write one of: all."),
    "no others": (lambda: reach({"level": 1, "mandatory": "all"}), "lacks “others_at_least”"),
    "more others than there are": (lambda: reach(ONE_LEVEL | {"others_at_least": 2}), "is 2, and there are 1 other criteria. Ask for at most 1."),
    "a quoted rest": (lambda: reach(ONE_LEVEL | {"rest_at_least": "1"}), "“1” (text), not a level number"),
    "a rest above the highest": (lambda: reach(ONE_LEVEL | {"rest_at_least": 2}), "“rest_at_least” of level 1 is 2"),
    "recognition of no level": (lambda: reach(ONE_LEVEL, recognitions=[{"level": 2, "title": text()}]), "“level” of a recognition is 2"),
    "two recognitions": (lambda: reach(ONE_LEVEL, recognitions=[{"level": 1, "title": text()}] * 2), "Level 1 has two recognitions"),
    "cap in a rule without outcomes": (lambda: gate(NO_RULE, at_most="fail"), "in a rule without outcomes. Remove it."),
    "cap at a quoted level": (lambda: gate(levels_rule(), at_most="1"), "“1” (text), not a level number"),
    "cap above the levels": (lambda: gate(levels_rule(), at_most=3), "“at_most” of gate R1 is 3. The rule knows levels from 0 to 2."),
    "cap at no outcome": (lambda: gate(count_rule(), at_most="weak"), "“at_most” of gate R1 is “weak”"),
    "gate without text": (lambda: rule(count_rule(), gates=[{"id": "R1"}]), "A gate lacks “text”"),
    "gate with the id of a criterion": (lambda: gate(count_rule(), id="A01"), "The id “A01” of a criterion is taken by a gate in edition.yaml, line"),
    # levels on indicators
    "no level": (lambda: edition(rule=levels_rule(), criteria=[a_criterion("A01")]), "indicator A01 lacks “level”. Add it, a number from 1 to 2."),
    "level 0": (lambda: edition(rule=levels_rule(), criteria=[a_criterion("A01", level=0)]), "“level” of criterion A01 is 0"),
    "level above the highest": (lambda: edition(rule=levels_rule(), criteria=[a_criterion("A01", level=3)]), "The rule knows levels from 1 to 2"),
    "level elsewhere": (lambda: criterion(level=1), "has a “level”, and the rule has no levels. Remove it."),
    "level beside a scale of levels": (lambda: edition(rule=levels_rule(), scales={"met": LEVEL_SCALE}, criteria=[a_criterion("A01", level=1)]), "the options of its scale carry levels"),
    "level for indicators of such a scale": (lambda: edition(rule=levels_rule(), scales={"met": LEVEL_SCALE}, criteria=[a_criterion("A01", level=1, indicators=[an_indicator("a")])]), "its indicators' scales carry levels"),
    "an option without level among others": (lambda: edition(rule=levels_rule(), scales={"met": a_scale(an_option("met", 1, 1), an_option("no_", 0))}), "has no “level”, and others have"),
    "the worst option above level 0": (lambda: edition(rule=levels_rule(), scales={"met": a_scale(an_option("met", 1, 1), an_option("no_", 0, 1))}), "The worst option of Scale met has level 1"),
    "levels that rise": (lambda: edition(rule=levels_rule(), scales={"met": a_scale(an_option("met", 2, 1), an_option("b", 1, 2), an_option("no_", 0, 0))}), "has a higher level than a better one"),
    "an option above the highest level": (lambda: edition(rule=levels_rule(), scales={"met": a_scale(an_option("met", 1, 3), an_option("no_", 0, 0))}), "“level” of option met is 3"),
    # groups and criteria
    "no group": (lambda: edition(groups=[]), "The edition has no group. Add groups/01-name.yaml."),
    "group without criteria": (lambda: edition(groups=[a_group()]), "“criteria” of group A has nothing in it"),
    "group weight 0": (lambda: edition(groups=[a_group(a_criterion(), weight=0)]), "“weight” of group A is 0"),
    "group without title": (lambda: changed("groups/01-a.yaml", '"title"', '"titel"'), "The group has no key “titel”. Write “title”."),
    "criterion is a word": (lambda: edition(groups=[a_group("A01")]), "A criterion is “A01” (text), not a mapping"),  # type: ignore[arg-type]
    "criterion without id": (lambda: criterion(id=None), "groups/01-a.yaml, line 8: A criterion lacks “id”. Add it."),
    "criterion without text": (lambda: criterion(text=None), "criterion A01 lacks “text”"),
    "a title and no indicators": (lambda: criterion(title=text()), "has a “title” and no “indicators”"),
    "indicators and a text": (lambda: criterion(title=text(), indicators=[an_indicator("a")]), "has indicators and a “text” of its own"),
    "indicators and no title": (lambda: criterion(text=None, indicators=[an_indicator("a")]), "has indicators and lacks “title”"),
    "no indicators": (lambda: criterion(text=None, title=text(), indicators=[]), "“indicators” of criterion A01 has nothing in it"),
    "an id read as a number": (lambda: changed("groups/01-a.yaml", '"id": "A01"', '"id": 1.1'), "“id” of a criterion is “1.1” (a number), not an id. Quote it"),
    "an id read as a day": (lambda: changed("groups/01-a.yaml", '"id": "A01"', '"id": 2026-01-01'), "(a date), not an id"),
    "an id with a blank": (lambda: criterion(id="A 01"), "“A 01”, is no id"),
    "an id with a tone": (lambda: criterion(id="Ấ01"), "is no id"),
    "an id that begins with a dot": (lambda: criterion(id=".a"), "is no id"),
    "a reserved id": (lambda: criterion(id="all"), "“all”, a reserved word"),
    "an id twice": (lambda: edition(criteria=[a_criterion("A01"), a_criterion("A01")]), "The id “A01” of a criterion is taken by a criterion in groups/01-a.yaml, line"),
    "an id in two groups": (lambda: edition(groups=[a_group(a_criterion("X"), id_="A"), a_group(a_criterion("X"), id_="B")]), "groups/02-a.yaml, line"),
    "an id of its group": (lambda: edition(groups=[a_group(a_criterion("A"))]), "taken by a group"),
    "an indicator with its criterion's id": (lambda: indicator(id="A01"), "of an indicator is taken by a criterion"),
    "weight 0": (lambda: criterion(weight=0), "“weight” of criterion A01 is 0. Write a number above 0."),
    "weight below 0": (lambda: criterion(weight=-1), "Write a number above 0."),
    "weight true": (lambda: criterion(weight=True), "is “true” (true or false), not a number"),
    "effort 0": (lambda: criterion(effort_days=0), "“effort_days” of criterion A01 is 0"),
    "fixable is text": (lambda: criterion(fixable="yes"), "Write true or false, without quotes."),
    "na unknown": (lambda: criterion(na="never"), "Write one of: forbidden, allowed."),
    "mandatory is text": (lambda: criterion(mandatory="true"), "which may be a condition too, is “true” (text), not true or false"),
    "mandatory is a list": (lambda: criterion(mandatory=[]), "is a list, not a mapping"),
    "mandatory is empty": (lambda: criterion(mandatory={}), "“mandatory” of criterion A01 names no fact"),
    "two answers": (lambda: criterion(scale="met", score=SCORE), "has “scale” and “score”. Keep one of them."),
    "unknown scale": (lambda: criterion(scale="four"), "“four”, an unknown scale"),
    "evidence is a text": (lambda: criterion(evidence=text()), "“evidence” of criterion A01 is a mapping, not a list"),
    "no provision": (lambda: criterion(good_practice=None), "rests on no provision. Cite one, or add “good_practice: true”."),
    "no provision and no good practice": (lambda: criterion(good_practice=False), "rests on no provision"),
    "an empty list of provisions": (lambda: criterion(good_practice=None, provisions=[]), "rests on no provision"),
    "unknown provision": (lambda: criterion(provisions=[{"ref": "tt46"}]), "cites “tt46”, an unknown provision. Add it to provisions.yaml, or use one of: tt45-2021."),
    "a place that is a number": (lambda: criterion(provisions=[{"ref": "tt45-2021", "at": 8}]), "is “8” (a number), not text. Quote it."),
    "official_ref is a number": (lambda: criterion(official_ref=3), "“official_ref” of criterion A01 is “3” (a number)"),
    "replaces is a word": (lambda: criterion(replaces="A00"), "“replaces” of criterion A01 is “A00” (text), not a list"),
    "indicator without text": (lambda: indicator(text=None), "An indicator lacks “text”"),
    "indicator is empty": (lambda: edition(criteria=[a_criterion("A01", indicators=[{}])]), "An indicator lacks “id”"),
    **{
        f"{key} on an indicator": (lambda key=key, value=value: indicator(**{key: value}), f"indicator a has “{key}”. Move it to the criterion.")
        for key, value in {"mandatory": True, "provisions": [], "good_practice": True, "official_ref": "1", "replaces": []}.items()
    },
    "only reported": (lambda: edition(criteria=[a_criterion("A01", measure={"unit": "m", "report_only": True})]), "so that nothing could fail"),
    # scores and measures
    "no step": (lambda: criterion(score={"max": 5, "met_from": 1}), "“score” of criterion A01 lacks “step”"),
    "max no multiple": (lambda: criterion(score=SCORE | {"step": "0.3"}), "5, is no multiple of its “step”, 0.3"),
    "met from 0": (lambda: criterion(score=SCORE | {"met_from": 0}), "“met_from” of “score” of criterion A01 is 0"),
    "met from above max": (lambda: criterion(score=SCORE | {"met_from": 6}), "is above its “max”, 5"),
    "step 0": (lambda: criterion(score=SCORE | {"step": 0}), "Write a number above 0."),
    "no unit": (lambda: criterion(measure={"at_least": 1}), "“measure” of criterion A01 lacks “unit”"),
    "no bound": (lambda: criterion(measure={"unit": "%"}), "has no bound. Add “at_least” or “at_most”."),
    "crossed bounds": (lambda: criterion(measure=MEASURE | {"at_most": 54}), "asks for at least 55 and at most 54"),
    "reported with a bound": (lambda: criterion(measure=MEASURE | {"report_only": True}), "is “report_only” and has “at_least”"),
    "easier without when": (lambda: criterion(measure=MEASURE | {"easier": [{"at_least": 1}]}), "lacks “when”"),
    "easier without bound": (lambda: criterion(measure=MEASURE | {"easier": [{"when": {"hard_area": True}}]}), "has no bound"),
    "unit is a number": (lambda: criterion(measure=MEASURE | {"unit": 1}), "“unit” of “measure” of criterion A01 is “1” (a number)"),
    # conditions
    "an empty condition": (lambda: condition({}), "“applies_if” of criterion A01 names no fact"),
    "a condition that is a word": (lambda: condition("school"), "not a mapping"),
    "an empty list of values": (lambda: condition({"setting": []}), "is an empty list"),
    "an unknown fact": (lambda: condition({"size": ["big"]}), "the unknown fact “size”. Add it to facts.yaml, or use one of: setting"),
    "an unknown option": (lambda: condition({"setting": ["home"]}), "is “home”. Write one of: school, independent."),
    "a boolean for an option": (lambda: condition({"setting": [True]}), "not one of the words known here"),
    "text for a boolean": (lambda: condition({"hard_area": "true"}), "Write true or false, without quotes."),
    "a list for a number": (lambda: condition({"children": [150]}), "is a list, not a mapping"),
    "a number for a number": (lambda: condition({"children": 150}), "not a mapping"),
    "no bound of a number": (lambda: condition({"children": {}}), "has no bound"),
    "crossed bounds of a number": (lambda: condition({"children": {"at_least": 2, "at_most": 1}}), "at least 2 and at most 1"),
    "an expression": (lambda: condition({"children": {"above": 1}}), "has no key “above”"),
    "bounds for an option": (lambda: condition({"setting": {"at_least": 1}}), "is no value"),
    "a list in a list": (lambda: condition({"setting": [["school"]]}), "is no value"),
    "an empty condition on the edition": (lambda: edition(concerns={}), "“concerns” names no fact"),
    "a variant with a faulty condition": (lambda: rule(count_rule(variants=[{"when": {"size": 1}, "reach": {"pass": {"share": 1}}}])), "“when” of a variant names the unknown fact"),
    # facts.yaml and provisions.yaml
    "no facts": (lambda: yaml("facts.yaml", "fact: {}\n"), "The file has no key “fact”. Write “facts”."),
    "fact without type": (lambda: fact(title=text()), "Fact f lacks “type”"),
    "fact of unknown type": (lambda: fact(title=text(), type="text"), "Write one of: choice, boolean, number."),
    "choice without options": (lambda: fact(title=text(), type="choice"), "is a choice without “options”"),
    "choice with no option": (lambda: fact(title=text(), type="choice", options={}), "“options” of fact f is empty"),
    "boolean with options": (lambda: fact(title=text(), type="boolean", options={"a": text()}), "is no choice and has “options”"),
    "a reserved option of a fact": (lambda: fact(title=text(), type="choice", options={"all": text()}), "a reserved word"),
    "fact without English": (lambda: fact(title={"vi": "a"}, type="number"), "“title” of fact f lacks “en”"),
    "a fact's id read as a boolean": (lambda: yaml("facts.yaml", "facts: {on: {title: {vi: a, en: b}, type: number}}"), "A key of “facts” is “on” (true or false), not an id"),
    "provision without read": (lambda: an_edition(provisions={"p": {"title": text()}}), "Provision p lacks “read”"),
    "provision read by half": (lambda: provision(read="half"), "Write one of: full, part, title, none."),
    "provision from a faulty day": (lambda: provision(in_force={"from": "15/2/2022"}), "“15/2/2022”, not a day"),
    "provision without first day": (lambda: provision(in_force={"to": None}), "“in_force” of provision p lacks “from”"),
    "provision that ends first": (lambda: provision(in_force={"from": "2022-02-15", "to": "2022-02-14"}), "ends before it begins"),
    "provision issued at a faulty time": (lambda: provision(issued="2022"), "“issued” of provision p is “2022”, not a day"),
    "provision after the edition": (lambda: cited(in_force={"from": "2026-09-02"}), "criterion A01 cites “p”, in force from 2026-09-02: after the edition's first day. Cite what was in force on 2026-09-01."),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_the_fault_is_said_with_place_and_remedy(name: str):
    broken, said = FAULTS[name]
    problems = problems_of(broken())

    assert any(said in one for one in problems), problems
    for one in problems:
        assert PLACE.match(one) or one.startswith("groups: "), one


@pytest.mark.parametrize("name", FAULTS)
def test_one_fault_is_not_said_as_several(name: str):
    broken, _ = FAULTS[name]
    twofold = {"one outcome", "entries in another order", "indicator is empty", "an expression"}

    assert len(problems_of(broken())) == (2 if name in twofold else 1)


def test_the_editions_that_are_broken_here_are_sound_before():
    sound = [
        criterion(),
        indicator(),
        scale(),
        rule(points_rule()),
        rule(count_rule()),
        reach(ONE_LEVEL),
        variant(**{"pass": {"share": 1}}),
        gate(NO_RULE),
        condition({"setting": ["school"]}),
        fact(title=text(), type="number"),
        provision(),
        cited(),
        criterion(score=SCORE),
        criterion(measure=MEASURE),
        an_edition(provisions=PROVISIONS),
    ]

    assert [problems_of(one) for one in sound] == [[]] * len(sound)


def test_all_faults_of_all_files_are_said_at_once_in_the_order_of_the_files():
    files = an_edition(
        status="ready",
        facts={"f": {"title": text(), "type": "text"}},
        provisions={"p": {"title": text(), "read": "half"}},
        groups=[a_group(a_criterion("A01", weight=0)), a_group(a_criterion("A01"), id_="B")],
    )
    places = [one.split(":")[0].split(",")[0] for one in problems_of(files)]

    assert places == ["edition.yaml", "facts.yaml", "groups/01-a.yaml", "groups/02-a.yaml", "provisions.yaml"]


def test_faults_of_a_file_stand_in_the_order_of_its_lines():
    files = an_edition(criteria=[a_criterion(f"A{number:02}", weight=0) for number in range(1, 13)])
    lines = [int(one.split("line ")[1].split(":")[0]) for one in problems_of(files)]

    assert lines == sorted(lines)
    assert len(lines) == 12


def test_groups_are_looked_at_although_edition_yaml_cannot_be_read():
    files = an_edition(criteria=[a_criterion("A01", weight=0, scale="any", level=7)]) | {
        "edition.yaml": "a: [\n"
    }
    first, second = problems_of(files)

    assert "This is not YAML" in first
    assert "“weight” of criterion A01 is 0" in second


def test_facts_that_cannot_be_read_are_not_missed_once_more():
    files = condition({"anything": 1}) | {"facts.yaml": "facts: [\n"}

    assert len(problems_of(files)) == 1


def test_a_fact_that_is_faulty_is_not_missed_once_more():
    facts = {"f": {"title": text(), "type": "choice"}}

    assert len(problems_of(an_edition(facts=facts, criteria=[a_criterion(applies_if={"f": ["a"]})]))) == 1


@pytest.mark.parametrize(
    "name", ["groups/a.yaml", "groups/01-a.yml", "groups/1-a.yaml", "groups/02-b.txt", "notes.yaml"]
)
def test_a_file_that_would_be_left_out_is_a_problem(name: str):
    (problem,) = problems_of(an_edition() | {name: "a: b"})

    assert problem.startswith(f"{name}: ")


def test_a_missing_edition_file_is_a_problem():
    files = an_edition()
    del files["edition.yaml"]

    assert problems_of(files) == ["edition.yaml: The file is missing. Add it, or correct the path."]


def test_a_problem_stands_on_one_line_however_long_the_text_is():
    (problem,) = problems_of(criterion(na="x\ny " * 100))

    assert "\n" not in problem
    assert len(problem) < 250

"""Results as the file format shows them."""

import json

from inspector.scoring.as_json import as_json
from inspector.scoring.score import score
from tests.scoring.builders import a_gate, all_at, an_edition, an_item, count, items, levels, need


def test_a_result_has_the_names_the_order_and_the_figures_of_the_file_format():
    edition = an_edition(
        count({"pass": need(2, 3)}), *items(2), an_item("M", mandatory=True), gates=[a_gate("R1")]
    )

    printed = json.dumps(as_json(score(edition, {}, {"C01": "met", "M": "not_met"}, {})))

    assert printed == json.dumps(
        {
            "set": "tried",
            "edition": "2026-09-01",
            "digest": "0" * 64,
            "outcome": None,
            "outcome_low": "fail",
            "outcome_high": "fail",
            "percent": None,
            "percent_low": 33.3,
            "percent_high": 66.7,
            "met": 1,
            "criteria_applicable": 3,
            "applicable": 3,
            "answered": 2,
            "blank": 1,
            "total": 3,
            "groups": [
                {
                    "id": "A",
                    "percent": None,
                    "percent_low": 33.3,
                    "percent_high": 66.7,
                    "met": 1,
                    "applicable": 3,
                    "answered": 2,
                    "blank": 1,
                    "total": 3,
                }
            ],
            "criteria": {"C01": "met", "C02": "blank", "M": "not_met"},
            "gates": [],
            "gates_blank": ["R1"],
            "blockers": ["M"],
            "margin": [],
        }
    )


def test_a_whole_percentage_keeps_its_decimal_and_a_level_is_a_whole_number():
    counted = as_json(score(an_edition(count({"pass": need(1, 1)}), *items(1)), {}, {"C01": "met"}, {}))
    levelled = as_json(score(an_edition(levels(all_at(1)), *items(1, level=1)), {}, {"C01": "met"}, {}))

    assert json.dumps(counted["percent"]) == "100.0"
    assert (
        json.dumps([levelled["outcome"], levelled["criteria"], levelled["percent"]])
        == '[1, {"C01": 1}, null]'
    )

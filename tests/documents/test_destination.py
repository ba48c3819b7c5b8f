"""Where an edition is imported to: its folder, and the facts and provisions that all sets share."""

from datetime import date

from inspector.documents.edition_workbook import Destination, read_workbook
from tests.criteria.builders import FACTS, a_criterion, an_edition, as_yaml
from tests.documents.workbooks import EDITION, changed, exported, problems_of, put

SHARED = {name: EDITION[name] for name in ("facts.yaml", "provisions.yaml")}
# As a person lays them out: entries can be added at the end.
PROVISIONS = """\
provisions:
  # read in part
  tt45-2021:
    title: {vi: "Thông tư 45 (vi)", en: "Thông tư 45 (en)"}
    in_force: {from: 2022-02-15}
    read: part
"""
ADDED = """\
  new-1:
    title: {vi: "Mới", en: "New"}
    issued: null
    in_force: {from: null, to: null}
    read: none
    checked: null
"""


def with_a_new_provision() -> bytes:
    new = {"id": "new-1", "title_vi": "Mới", "title_en": "New", "read": "none"}
    return changed(*(put("provisions", 4, column, value) for column, value in new.items()))


def test_what_the_folder_says_must_be_what_the_workbook_says():
    set_id, first_day = problems_of(exported(), Destination("other", date(2027, 1, 1)))

    assert set_id == (
        "sheet edition, row 3, column C (value): The workbook is of the set “tried”, "
        "and is imported into “other”. Correct one of them, or clear the cell."
    )
    assert first_day == (
        "sheet edition, row 6, column C (value): The edition is in force from 2026-09-01, "
        "and its folder is named 2027-01-01. Rename the folder, or correct the day."
    )


def test_without_a_set_the_folder_decides():
    found, _ = read_workbook(changed(put("edition", 3, "value", None)), Destination("other"))

    assert found is not None
    assert found.edition.id == "other/2026-09-01"


def test_what_comes_in_is_a_draft_whatever_the_workbook_says():
    for status in ("draft", "published"):
        found, _ = read_workbook(exported(an_edition(status=status)))

        assert found is not None
        assert found.edition.status == "draft"
        assert found.was_published is (status == "published")


def test_what_all_sets_share_is_not_changed():
    content = changed(put("facts", 3, "title_vi", "Khác"), put("provisions", 3, "read", "full"))
    provision, fact = problems_of(content, Destination(shared=SHARED))

    assert provision == (
        "sheet provisions, row 3, column A (id): “tt45-2021” differs from provisions.yaml, "
        "which all sets share. Write it as there, or use an id of its own."
    )
    assert fact == (
        "sheet facts, row 3, column A (fact): “setting” differs from facts.yaml, "
        "which all sets share. Write it as there, or use an id of its own."
    )


def test_the_order_of_options_is_part_of_a_fact():
    options = FACTS["setting"]["options"]
    other = FACTS | {"setting": FACTS["setting"] | {"options": dict(reversed(options.items()))}}
    shared = SHARED | {"facts.yaml": as_yaml({"facts": other})}

    assert "“setting” differs from facts.yaml" in problems_of(exported(), Destination(shared=shared))[0]


def test_new_provisions_are_told_unless_they_may_be_added():
    shared = SHARED | {"provisions.yaml": PROVISIONS}
    (problem,) = problems_of(with_a_new_provision(), Destination(shared=shared))

    assert problem == (
        "sheet provisions, row 4, column A (id): “new-1” is not in provisions.yaml, "
        "which all sets share. Correct it, or let new entries be added (--add-new)."
    )


def test_new_provisions_are_added_at_the_end():
    shared = SHARED | {"provisions.yaml": PROVISIONS}
    found, _ = read_workbook(with_a_new_provision(), Destination(shared=shared, may_add=True))

    assert found is not None
    assert (found.new_facts, found.new_provisions) == ((), ("new-1",))
    assert found.files["provisions.yaml"] == PROVISIONS + ADDED
    assert found.files["facts.yaml"] == SHARED["facts.yaml"]


def test_a_file_that_cannot_be_added_to_is_told():
    (problem,) = problems_of(with_a_new_provision(), Destination(shared=SHARED, may_add=True))

    assert problem == (
        "the workbook: provisions.yaml is laid out so that nothing can be added at its end. "
        "Add the new entries by hand, then import again."
    )


def test_what_the_workbook_does_not_list_may_be_used_where_all_sets_share_it():
    columns = ("id", "title_vi", "title_en", "in_force_from", "read")
    files = an_edition(criteria=[a_criterion("A01", provisions=[{"ref": "tt45-2021"}])])
    content = changed(*(put("provisions", 3, column, None) for column in columns), files=files)

    assert len(problems_of(content)) == 1
    assert problems_of(content, Destination(shared=SHARED)) == []


def test_faults_of_the_shared_files_are_told_under_their_names():
    (problem,) = problems_of(exported(), Destination(shared={"facts.yaml": "facts: 1"}))

    assert problem.startswith("facts.yaml, line 1: “facts” is “1” (a number), not a mapping.")

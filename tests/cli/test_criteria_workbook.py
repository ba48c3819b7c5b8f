"""`criteria export` and `criteria import`: exits, streams, and what is written."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from inspector.cli import inspector
from inspector.criteria.load import load_edition
from tests.criteria.builders import (
    a_criterion,
    a_set_file,
    an_edition,
    publish,
    write,
    write_edition,
)
from tests.documents.workbooks import changed, put

LATER = put("edition", 6, "value", "2027-01-01")
FACTS_AND_PROVISIONS = ("facts.yaml", "provisions.yaml")


@pytest.fixture
def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a published edition, as seen from the folder that holds criteria/."""
    monkeypatch.chdir(tmp_path)
    folder = write_edition(Path("criteria"), an_edition(status="published"))
    write(Path("criteria/tried/set.yaml"), a_set_file())
    publish(Path("criteria"))
    return folder


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(inspector, ["criteria", *(str(one) for one in words)])


def files_under(folder: str) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(Path(folder).rglob("*")) if path.is_file()}


def test_an_edition_goes_into_a_workbook_and_comes_back_as_a_draft(edition: Path):
    found = run("export", edition, "book.xlsx")
    assert (found.exit_code, found.stderr) == (0, "")
    assert found.stdout == "book.xlsx: 1 groups, 2 criteria, 2 indicators.\n"

    found = run("import", "book.xlsx", "--to", "drafts/tried/2026-09-01")
    assert (found.exit_code, found.stderr) == (0, "")
    assert found.stdout.splitlines() == [
        "drafts/tried/2026-09-01: 1 groups, 2 criteria, 2 indicators, written as a draft.",
        "drafts/facts.yaml: added setting, meals, hard_area, children.",
        "drafts/tried/set.yaml: still to be written.",
    ]
    assert load_edition(Path("drafts/tried/2026-09-01")).digest == load_edition(edition).digest
    assert run("check", "drafts/tried/2026-09-01").exit_code == 0


def test_what_is_written_is_the_edition_and_what_it_shares(edition: Path):
    run("export", edition, "book.xlsx")
    run("import", "book.xlsx", "--to", "drafts/tried/2026-09-01")

    assert list(files_under("drafts")) == [
        "drafts/facts.yaml",
        "drafts/provisions.yaml",
        "drafts/tried/2026-09-01/edition.yaml",
        "drafts/tried/2026-09-01/groups/01-A.yaml",
    ]


def test_a_new_edition_begins_from_an_old_one(edition: Path):
    before = files_under("criteria")
    write(Path("book.xlsx"), changed(LATER, files=an_edition(status="published")))
    found = run("import", "book.xlsx", "--to", "criteria/tried/2027-01-01")

    assert (found.exit_code, found.stderr) == (0, "")
    assert run("check").stdout == "2 editions, 0 examples: nothing is wrong.\n"
    assert {name: content for name, content in files_under("criteria").items() if name in before} == before


def test_the_same_workbook_gives_the_same_files(edition: Path):
    run("export", edition, "book.xlsx")
    run("import", "book.xlsx", "--to", "one/tried/2026-09-01")
    run("import", "book.xlsx", "--to", "two/tried/2026-09-01")

    assert list(files_under("one").values()) == list(files_under("two").values())


def test_problems_are_told_one_a_line_and_nothing_is_written(edition: Path):
    write(
        Path("book.xlsx"),
        changed(
            LATER, put("criteria", 3, "weight", "x"), put("groups", 3, "title_vi", None), files=an_edition()
        ),
    )
    before = files_under("criteria")
    found = run("import", "book.xlsx", "--to", "criteria/tried/2027-01-01")

    assert (found.exit_code, found.stdout) == (1, "")
    assert [one.split(": ")[0] for one in found.stderr.splitlines()] == [
        "book.xlsx, sheet groups, row 3, column B (title_vi)",
        "book.xlsx, sheet criteria, row 3, column P (weight)",
    ]
    assert files_under("criteria") == before


def test_a_file_that_is_no_workbook_is_a_problem(edition: Path):
    write(Path("book.xlsx"), "text")
    found = run("import", "book.xlsx", "--to", "criteria/tried/2027-01-01")

    assert found.exit_code == 1
    assert found.stderr.startswith("book.xlsx: This is no Excel workbook. Open it in Excel")


def with_a_new_provision() -> bytes:
    new = {"id": "new-1", "title_vi": "Mới", "title_en": "New", "read": "none"}
    cells = [put("provisions", 4, column, value) for column, value in new.items()]
    return changed(LATER, *cells, files=an_edition(criteria=[CITING]))


CITING = a_criterion("A01", provisions=[{"ref": "tt45-2021"}])
PROVISIONS = """\
# what was read
provisions:
  tt45-2021:
    title: {vi: "Thông tư 45 (vi)", en: "Thông tư 45 (en)"}
    in_force: {from: 2022-02-15}
    read: part
"""


def test_shared_files_are_added_to_only_when_that_is_asked_for(edition: Path):
    write(Path("criteria/provisions.yaml"), PROVISIONS)
    write(Path("book.xlsx"), with_a_new_provision())
    to = "criteria/tried/2027-01-01"

    found = run("import", "book.xlsx", "--to", to)
    assert found.exit_code == 1
    assert found.stderr.startswith(
        "book.xlsx, sheet provisions, row 4, column A (id): “new-1” is not in provisions.yaml"
    )
    assert Path("criteria/provisions.yaml").read_text() == PROVISIONS

    found = run("import", "book.xlsx", "--to", to, "--add-new")
    assert found.exit_code == 0
    assert "criteria/provisions.yaml: added new-1.\n" in found.stdout
    assert Path("criteria/provisions.yaml").read_text().startswith(PROVISIONS + "  new-1:\n")
    assert run("check").exit_code == 0


def test_shared_files_may_lie_elsewhere(edition: Path):
    run("export", edition, "book.xlsx")
    options = [word for name in FACTS_AND_PROVISIONS for word in (f"--{name[:-5]}", f"criteria/{name}")]
    found = run("import", "book.xlsx", "--to", "drafts/tried/2026-09-01", *options)

    assert found.exit_code == 0
    assert not Path("drafts/facts.yaml").exists()
    assert run("check", "drafts/tried/2026-09-01", *options).exit_code == 0


def test_faults_of_shared_files_are_told_under_their_paths(edition: Path):
    write(Path("book.xlsx"), changed(LATER, files=an_edition()))
    write(Path("criteria/facts.yaml"), "facts: 1")
    found = run("import", "book.xlsx", "--to", "criteria/tried/2027-01-01")

    assert found.exit_code == 1
    assert found.stderr.startswith("criteria/facts.yaml, line 1: “facts” is “1”")


def test_an_edition_is_not_written_over(edition: Path):
    run("export", edition, "book.xlsx")
    before = files_under("criteria")
    found = run("import", "book.xlsx", "--to", edition)

    assert found.exit_code == 2
    assert found.stderr == (
        "criteria/tried/2026-09-01: There is something in this place already, which is not written over. "
        "Start a new edition from it: give another first day, here and in the workbook.\n"
    )
    assert files_under("criteria") == before


def test_a_published_edition_is_not_written_again_though_its_folder_is_gone(edition: Path):
    run("export", edition, "book.xlsx")
    edition.rename("elsewhere")
    found = run("import", "book.xlsx", "--to", edition)

    assert found.exit_code == 2
    assert found.stderr.startswith("criteria/tried/2026-09-01: This edition is published, and never changes.")


def test_an_empty_folder_is_filled(edition: Path):
    Path("criteria/tried/2027-01-01").mkdir()
    write(Path("book.xlsx"), changed(LATER, files=an_edition()))

    assert run("import", "book.xlsx", "--to", "criteria/tried/2027-01-01").exit_code == 0


@pytest.mark.parametrize("folder", ["criteria/tried/next", "criteria/no set/2027-01-01", "2027-13-01"])
def test_a_folder_that_cannot_be_an_edition_is_wrong_use(edition: Path, folder: str):
    run("export", edition, "book.xlsx")
    found = run("import", "book.xlsx", "--to", folder)

    assert found.exit_code == 2
    assert found.stderr == (
        f"{folder}: This is not a folder of an edition. Name it SET/YYYY-MM-DD, by its first day.\n"
    )


def test_an_export_writes_over_nothing(edition: Path):
    write(Path("book.xlsx"), "mine")
    found = run("export", edition, "book.xlsx")

    assert found.exit_code == 2
    assert found.stderr == (
        "book.xlsx: There is such a file already. Choose another name: somebody may have edited it.\n"
    )
    assert Path("book.xlsx").read_text() == "mine"


def test_an_export_of_a_faulty_edition_tells_its_faults(edition: Path):
    write(edition / "groups/01-a.yaml", "id: A")
    found = run("export", edition, "book.xlsx")

    assert found.exit_code == 2
    assert "criteria/tried/2026-09-01/groups/01-a.yaml, line 1: " in found.stderr
    assert not Path("book.xlsx").exists()


def test_an_export_tells_of_texts_that_no_cell_can_hold(tmp_path: Path):
    long = a_criterion("A01", text={"vi": "a" * 40_000, "en": "x"})
    folder = write_edition(tmp_path, an_edition(criteria=[long]))
    book = tmp_path / "book.xlsx"
    found = run("export", folder, book)

    assert found.exit_code == 1
    assert found.stderr.startswith(f"{book}, sheet criteria, row 3, column C (text_vi): “text_vi” of A01: ")
    assert not book.exists()


@pytest.mark.parametrize(
    "words",
    [
        ["export", "criteria/tried/2026-09-01", "book.xls"],
        ["export", "criteria/tried/2026-09-01", "nowhere/book.xlsx"],
        ["export", "criteria/tried/2026-09-01"],
        ["import", "book.xlsx"],
        ["import", "nothing.xlsx", "--to", "criteria/tried/2027-01-01"],
        ["import", "criteria", "--to", "criteria/tried/2027-01-01"],
        ["import", "b.xlsx", "--to", "criteria/tried/2027-01-01", "--facts", "nothing.yaml"],
    ],
)
def test_wrong_use_exits_with_2_and_says_why(edition: Path, words: list[str]):
    found = run(*words)

    assert (found.exit_code, found.stdout) == (2, "")
    assert found.stderr

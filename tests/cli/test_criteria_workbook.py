"""`criteria export`: exits, streams, and what is written."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from inspector.cli import inspector
from tests.criteria.builders import (
    a_criterion,
    a_set_file,
    an_edition,
    publish,
    write,
    write_edition,
)


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


def test_an_edition_goes_into_a_workbook(edition: Path):
    found = run("export", edition, "book.xlsx")

    assert (found.exit_code, found.stderr) == (0, "")
    assert found.stdout == "book.xlsx: 1 groups, 2 criteria, 2 indicators.\n"
    assert Path("book.xlsx").read_bytes().startswith(b"PK")


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
    ],
)
def test_wrong_use_exits_with_2_and_says_why(edition: Path, words: list[str]):
    found = run(*words)

    assert (found.exit_code, found.stdout) == (2, "")
    assert found.stderr

"""A catalogue that is kept as one file is the one that the texts give, whatever happens to the file."""

from pathlib import Path

import pytest

from inspector.criteria.catalogue import Catalogue, FaultyCatalogue
from inspector.criteria.kept import read_kept
from tests.criteria.builders import a_set_file, an_edition, write, write_edition

SECRET = "the secret of this installation"


@pytest.fixture
def criteria(tmp_path: Path) -> Path:
    folder = tmp_path / "criteria"
    write_edition(folder, an_edition())
    write(folder / "tried" / "set.yaml", a_set_file())
    return folder


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "data" / "criteria.kept"


def test_the_kept_catalogue_is_the_one_that_was_read(criteria: Path, kept: Path):
    first = read_kept(criteria, kept, SECRET)
    changed = kept.stat().st_mtime_ns
    second = read_kept(criteria, kept, SECRET)

    assert first == second == Catalogue.read(criteria)
    assert second.sets["tried"].editions[0].files == first.sets["tried"].editions[0].files
    assert kept.stat().st_mtime_ns == changed, "the second call read what the first had kept"


def test_a_changed_text_is_seen_at_once(criteria: Path, kept: Path):
    read_kept(criteria, kept, SECRET)
    write(criteria / "tried" / "set.yaml", a_set_file(title={"vi": "Tên mới", "en": "A new name"}))

    assert read_kept(criteria, kept, SECRET).sets["tried"].title.en == "A new name"


def test_a_text_that_became_faulty_is_refused_although_a_good_catalogue_is_kept(criteria: Path, kept: Path):
    read_kept(criteria, kept, SECRET)
    write(criteria / "tried" / "set.yaml", "id: other")

    with pytest.raises(FaultyCatalogue):
        read_kept(criteria, kept, SECRET)


@pytest.mark.parametrize("place", [0, 40, -1], ids=["signature", "content", "end"])
def test_an_altered_file_is_not_opened_but_written_anew(criteria: Path, kept: Path, place: int):
    read_kept(criteria, kept, SECRET)
    good = kept.read_bytes()
    altered = bytearray(good)
    altered[place] ^= 1
    kept.write_bytes(altered)

    assert read_kept(criteria, kept, SECRET) == Catalogue.read(criteria)
    assert kept.read_bytes() == good


@pytest.mark.parametrize("content", [b"", b"short", bytes(100)])
def test_a_half_written_file_does_not_matter(criteria: Path, kept: Path, content: bytes):
    kept.parent.mkdir()
    kept.write_bytes(content)

    assert read_kept(criteria, kept, SECRET) == Catalogue.read(criteria)


def test_a_file_that_was_signed_with_another_secret_is_not_opened(criteria: Path, kept: Path):
    read_kept(criteria, kept, "somebody else's secret")
    theirs = kept.read_bytes()

    assert read_kept(criteria, kept, SECRET) == Catalogue.read(criteria)
    assert kept.read_bytes() != theirs


def test_where_nothing_can_be_kept_the_texts_are_read(criteria: Path, tmp_path: Path):
    write(tmp_path / "file", "")

    assert read_kept(criteria, tmp_path / "file" / "criteria.kept", SECRET) == Catalogue.read(criteria)

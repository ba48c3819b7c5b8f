"""What is installed is pinned by digest and may come from any mirror."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PYTHON_LISTS = sorted(ROOT.glob("requirements*.txt"))


def test_there_are_lists_to_look_at():
    assert len(PYTHON_LISTS) == 3


@pytest.mark.parametrize("path", PYTHON_LISTS, ids=lambda path: path.name)
def test_every_python_package_has_one_version_and_digests(path: Path):
    blocks = re.split(r"\n(?=\S)", path.read_text("utf-8").strip())

    for block in blocks:
        assert re.match(r"[A-Za-z0-9._-]+==\S+ ", block), block.splitlines()[0]
        assert "--hash=sha256:" in block, block.splitlines()[0]


@pytest.mark.parametrize("path", [*PYTHON_LISTS, ROOT / "package-lock.json"], ids=lambda path: path.name)
def test_no_list_says_where_packages_are_downloaded_from(path: Path):
    text = path.read_text("utf-8")

    assert not re.search(r"--(extra-)?index-url|--find-links|\"resolved\"", text)


def test_every_front_end_package_has_a_digest():
    packages = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]

    assert len(packages) > 1
    assert [name for name, one in packages.items() if name and "integrity" not in one] == []

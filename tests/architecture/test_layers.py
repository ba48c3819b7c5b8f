"""Who may import whom. docs/architecture.md says why."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "inspector"

CORE = {"text", "criteria", "scoring", "workflow", "areas", "records"}
JOINED = CORE | {"store", "files", "mail", "services", "charts", "documents", "config"}
# A layer may import itself and what it lists.
MAY_IMPORT: dict[str, set[str]] = {
    "text": set(),
    "config": set(),
    "criteria": {"text"},
    "scoring": {"text", "criteria"},
    "workflow": {"text"},
    "areas": {"text"},
    "records": {"text"},
    "store": CORE,
    "files": CORE,
    "mail": CORE,
    "services": CORE | {"store", "files", "mail"},
    "charts": {"text", "scoring"},
    "documents": {"text", "criteria", "scoring", "charts"},
    "jobs": JOINED,
    "cli": JOINED,
    "web": JOINED,
    "factory": JOINED | {"jobs", "cli", "web"},
    "run": {"config", "cli"},
    "__init__": set(),
    "__main__": {"cli"},
}
# The command that works through the jobs is the one place where two of the upper layers meet.
ALSO = {"cli.work": {"jobs"}}

CORE_LIBRARIES = {*sys.stdlib_module_names, "inspector", "yaml", "pydantic", "pydantic_core"}
CLOCKS = {"now", "utcnow", "today", "time", "monotonic"}
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "manager", "managers", "common", "misc"}

MODULES = sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    """The dotted name below the package: "web.assess.forms"; a package is named by its folder."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


def layer_of(path: Path) -> str:
    return name_of(path).split(".")[0]


def imported_by(path: Path) -> Iterator[str]:
    """The absolute names that a module imports anywhere, also inside functions."""
    package = ["inspector", *path.relative_to(PACKAGE).parts[:-1]]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *filter(None, [node.module])])
            yield from (f"{module}.{alias.name}" for alias in node.names)


CORE_MODULES = [path for path in MODULES if layer_of(path) in CORE]


def test_the_package_is_looked_at():
    assert {"config", "cli", "text", "criteria"} <= {layer_of(path) for path in MODULES}
    assert len(CORE_MODULES) > 2


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_layer_imports_only_the_layers_below_it(path: Path):
    layer = layer_of(path)
    assert layer in MAY_IMPORT, f"Give the new layer “{layer}” a line in the table above."
    allowed = MAY_IMPORT[layer] | {layer} | ALSO.get(name_of(path), set())

    used = {name.split(".")[1] for name in imported_by(path) if name.startswith("inspector.")}

    assert used <= allowed, f"{name_of(path)} may not import {sorted(used - allowed)}."


@pytest.mark.parametrize("path", CORE_MODULES, ids=name_of)
def test_the_core_knows_no_framework(path: Path):
    foreign = {name.split(".")[0] for name in imported_by(path)} - CORE_LIBRARIES

    assert not foreign, f"{name_of(path)} may not import {sorted(foreign)}."


@pytest.mark.parametrize("path", CORE_MODULES, ids=name_of)
def test_the_core_asks_no_clock(path: Path):
    calls = (node.func for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call))
    asked = {call.attr for call in calls if isinstance(call, ast.Attribute)} & CLOCKS

    assert not asked, f"{name_of(path)} is given the day and the time; it does not ask for {sorted(asked)}."


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_has_a_name_of_the_field(path: Path):
    assert not set(name_of(path).split(".")) & EMPTY_NAMES

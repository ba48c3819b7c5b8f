"""What goes over the wire, gzipped as a proxy does it."""

import gzip
import json
import re
import tempfile
from pathlib import Path

from bench.figure import Figure
from bench.scene import asking, make_scene
from inspector.web.assets import BUILT


def _kilobytes(content: bytes) -> float:
    return len(gzip.compress(content, 6)) / 1000


def _built(name: str) -> bytes:
    return (BUILT / json.loads((BUILT / "manifest.json").read_text("utf-8"))[name]).read_bytes()


def css() -> Figure:
    """Return the weight of all style sheets of a page without charts."""
    return Figure("css", _kilobytes(_built("app.css")), None, 24, "kB")


def form_script() -> Figure:
    """Return the weight of all scripts of the form page."""
    return Figure("form_script", _kilobytes(_built("form.js") + _built("page.js")), None, 20, "kB")


def form_page() -> Figure:
    """Return the weight of the form page of 15 items: 15 rows of the page of 60, and all of its frame."""
    with tempfile.TemporaryDirectory() as folder:
        scene = make_scene(Path(folder))
        page = asking(scene.app, scene.cookie, f"/assess/{scene.assessment}/groups/A")().decode()
        scene.engine.dispose()
    rows = [match.start() for match in re.finditer(r"<fieldset[^>]*data-indicator", page)]
    if len(rows) != 60:
        raise RuntimeError(f"The page has {len(rows)} rows.")
    end = page.index("</fieldset>", rows[-1]) + len("</fieldset>")
    return Figure("form_page", _kilobytes((page[: rows[15]] + page[end:]).encode()), None, 15, "kB")

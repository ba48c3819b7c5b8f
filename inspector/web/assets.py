"""Where the built front-end files are: their names carry a digest of their content, the manifest knows it."""

import json
from collections.abc import Callable
from pathlib import Path

BUILT = Path(__file__).parent / "static" / "built"


class AssetsNotBuilt(RuntimeError):
    """The style sheet and scripts were not built before the start."""


def asset_urls(static_url: str, built: Path = BUILT) -> Callable[[str], str]:
    """Return the function that gives the address of a built file by its plain name ("app.css").

    The manifest is read once, here. `static_url` is the address of the static folder ("/static").
    Raises AssetsNotBuilt when there is no manifest; the returned function raises KeyError for a name
    that the build does not make.
    """
    manifest = built / "manifest.json"
    try:
        names: dict[str, str] = json.loads(manifest.read_text("utf-8"))
    except FileNotFoundError:
        raise AssetsNotBuilt('The style sheet and scripts are missing. Run "make setup".') from None
    base = f"{static_url.rstrip('/')}/built/"

    def asset(name: str) -> str:
        return base + names[name]

    return asset

"""Pages of this package, marked where they show invented schools."""

from typing import Any

from flask import render_template


def rendered(template: str, *, is_sample: bool, **values: Any) -> str:
    """Return a page; `is_sample` marks it, and leaves alone what marks pages of invented people anyway."""
    if is_sample:
        values["is_sample"] = True
    return render_template(template, **values)

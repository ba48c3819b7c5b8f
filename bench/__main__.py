"""`python -m bench [NAME …]`: measure, print a table, write latest.json; exit 1 when a budget is exceeded."""

import json
import logging
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.figure import Figure

LATEST = Path(__file__).parent / "latest.json"


def known() -> dict[str, Callable[[], Figure]]:
    """Return how each figure is measured, by its name."""
    from bench import area, backup, pages, process, schools, scoring, weights

    return {
        "score60": scoring.score60,
        "page60": pages.page60,
        "save8": pages.save8,
        "area1147": area.area1147,
        "schools15000": schools.schools15000,
        "backup500k": backup.backup500k,
        "css": weights.css,
        "form_script": weights.form_script,
        "form_page": weights.form_page,
        "worker_memory": process.worker_memory,
        "start": process.start,
        "sample_data": process.sample_data,
    }


def main(names: Sequence[str]) -> int:
    """Measure the figures named, or all; return the exit code."""
    logging.disable(logging.CRITICAL)
    figures = known()
    unknown = [name for name in names if name not in figures]
    if unknown:
        print(f"Unknown: {', '.join(unknown)}. Known: {', '.join(figures)}.", file=sys.stderr)
        return 2
    measured = []
    print(f"{'':16}{'ours':>10}{'twin':>10}{'ratio':>8}{'budget':>9}  unit")
    for name in names or figures:
        figure = figures[name]()
        measured.append(figure)
        print(_line(figure), flush=True)
    LATEST.write_text(json.dumps([one.as_json() for one in measured], indent=2) + "\n", "utf-8")
    return 0 if all(one.is_met for one in measured) else 1


def _line(figure: Figure) -> str:
    twin = "" if figure.twin is None else f"{figure.twin:.2f}"
    ratio = "" if figure.ratio is None else f"{figure.ratio:.2f}"
    plus = f"+{figure.plus:g}" if figure.plus else ""
    verdict = "" if figure.is_met else "  EXCEEDED"
    head = f"{figure.name:16}{figure.ours:>10.2f}{twin:>10}{ratio:>8}"
    return f"{head}{figure.budget:>9g}{plus}  {figure.unit}{verdict}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Scoring 60 items, against a bare integer loop that looks up and sums 60 points."""

from bench.figure import Figure, side_by_side
from bench.scene import bench_edition
from inspector.scoring.score import score


def score60() -> Figure:
    """Return the microseconds of a result, without its margin, against those of the loop."""
    edition = bench_edition()
    ratings = {id_: "met" if number % 3 else "not_met" for number, id_ in enumerate(edition.indicators)}
    points = {id_: {"met": 1, "not_met": 0} for id_ in edition.indicators}
    ids = list(edition.indicators)

    def ours() -> object:
        return score(edition, {}, ratings, {})

    def twin() -> int:
        total = 0
        for id_ in ids:
            total += points[id_][ratings[id_]]
        return total

    milliseconds = side_by_side(ours, twin, rounds=3000, each=5)
    return Figure("score60", *(1000 * one for one in milliseconds), budget=5.0, unit="µs")

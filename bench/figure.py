"""A measured figure and its budget."""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Figure:
    """`ours` against `twin`, or against the budget itself where there is no twin (None).

    `budget` is a ratio where there is a twin, else in `unit`. `plus` is what may be added to
    budget × twin, in `unit`.
    """

    name: str
    ours: float
    twin: float | None
    budget: float
    unit: str
    plus: float = 0.0

    @property
    def ratio(self) -> float | None:
        return None if self.twin is None else self.ours / self.twin

    @property
    def is_met(self) -> bool:
        return self.ours <= (self.budget if self.twin is None else self.budget * self.twin + self.plus)

    def as_json(self) -> dict[str, object]:
        return {
            "name": self.name,
            "ours": round(self.ours, 3),
            "twin": None if self.twin is None else round(self.twin, 3),
            "ratio": None if self.ratio is None else round(self.ratio, 2),
            "budget": self.budget,
            "unit": self.unit,
        }


def side_by_side(
    ours: Callable[[], object], twin: Callable[[], object], *, rounds: int = 60, each: int = 1
) -> tuple[float, float]:
    """Return the median milliseconds of one call of each, taken in turn: A B, B A, A B …

    `each` calls are timed together, for what is too short for one clock reading.
    """
    for _ in range(5):
        ours()
        twin()
    gc.collect()
    gc.disable()
    try:
        taken: dict[Callable[[], object], list[float]] = {ours: [], twin: []}
        for turn in range(rounds):
            for one in (ours, twin) if turn % 2 else (twin, ours):
                began = time.perf_counter()
                for _ in range(each):
                    one()
                taken[one].append((time.perf_counter() - began) * 1000 / each)
    finally:
        gc.enable()
    return median(taken[ours]), median(taken[twin])

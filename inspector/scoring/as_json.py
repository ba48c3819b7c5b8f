"""Results and routes as JSON values, with the names and in the order of the file format."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from inspector.scoring.result import GroupResult, Result, Route


def as_json(result: Result) -> dict[str, Any]:
    """Return a result as JSON values: percentages as numbers with one decimal, levels as whole numbers."""
    return {
        "set": result.set_id,
        "edition": result.edition,
        "digest": result.digest,
        "outcome": result.outcome,
        "outcome_low": result.outcome_low,
        "outcome_high": result.outcome_high,
        "percent": _percent(result.percent),
        "percent_low": _percent(result.percent_low),
        "percent_high": _percent(result.percent_high),
        "met": result.met,
        "criteria_applicable": result.criteria_applicable,
        "applicable": result.applicable,
        "answered": result.answered,
        "blank": result.blank,
        "total": result.total,
        "groups": [_group(one) for one in result.groups],
        "criteria": dict(result.criteria),
        "gates": list(result.gates),
        "gates_blank": list(result.gates_blank),
        "blockers": list(result.blockers),
        "margin": list(result.margin),
    }


def route_as_json(route: Route) -> dict[str, Any]:
    """Return a route as JSON values; days are whole numbers where they are whole."""
    return {
        "target": route.target,
        "reachable": route.reachable,
        "cost_days": _days(route.cost_days),
        "steps": [
            {
                "indicator": one.indicator,
                "from": one.from_,
                "to": one.to,
                "effort_days": _days(one.effort_days),
            }
            for one in route.steps
        ],
        "because": list(route.because),
        "assuming": list(route.assuming),
    }


def _group(group: GroupResult) -> dict[str, Any]:
    return {
        "id": group.id,
        "percent": _percent(group.percent),
        "percent_low": _percent(group.percent_low),
        "percent_high": _percent(group.percent_high),
        "met": group.met,
        "applicable": group.applicable,
        "answered": group.answered,
        "blank": group.blank,
        "total": group.total,
    }


def _percent(percent: Decimal | None) -> float | None:
    return None if percent is None else float(percent)


def _days(days: Fraction | None) -> int | float | None:
    """Efforts have at most six decimals, so that their sums print as written."""
    if days is None:
        return None
    return days.numerator if days.denominator == 1 else float(days)

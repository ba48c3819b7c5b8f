"""The tables of a unit's pages as files, whole and not page by page."""

from collections.abc import Callable, Mapping

from sqlalchemy.orm import Session

from inspector.services.overseeing import Judging
from inspector.store.figures.by_area import Area, Counts, by_area
from inspector.store.figures.by_item import ratings
from inspector.store.figures.by_school import schools
from inspector.store.figures.medians import medians
from inspector.web.oversee.area_charts import distribution_table
from inspector.web.oversee.area_tables import areas_table, groups_table, outcomes_table
from inspector.web.oversee.chosen import Chosen
from inspector.web.oversee.item_pages import item_schools
from inspector.web.oversee.item_tables import items_file
from inspector.web.oversee.school_tables import schools_table
from inspector.web.oversee.schools_behind import narrowed
from inspector.web.oversee.tables import Table

Args = Mapping[str, str]


def _areas(session: Session, chosen: Chosen) -> list[Area]:
    return [one for one in by_area(session, chosen.asked) if not one.is_itself]


def _of_areas(session: Session, chosen: Chosen, args: Args) -> Table:
    return areas_table(chosen, _areas(session, chosen), medians(session, chosen.asked), args)


def _of_outcomes(session: Session, chosen: Chosen, args: Args) -> Table:
    return outcomes_table(chosen, _areas(session, chosen))


def _of_groups(session: Session, chosen: Chosen, args: Args) -> Table:
    return groups_table(chosen, _areas(session, chosen), medians(session, chosen.asked))


def _of_distribution(session: Session, chosen: Chosen, args: Args) -> Table:
    total = sum((one.counts for one in by_area(session, chosen.asked)), Counts())
    return distribution_table(chosen, total)


def _of_items(session: Session, chosen: Chosen, args: Args) -> Table:
    figures = Judging(chosen.edition).figures(ratings(session, chosen.asked))
    return items_file(chosen, figures)


def _of_schools(session: Session, chosen: Chosen, args: Args) -> Table:
    wanted = narrowed(chosen, args)
    lines = schools(session, chosen.asked, limit=None, **wanted.as_arguments())
    return schools_table(session, chosen, lines, wanted.title)


def _of_item(session: Session, chosen: Chosen, args: Args) -> Table:
    return item_schools(session, chosen, args.get("item", ""), args, whole=True).table


FILES: Mapping[str, Callable[[Session, Chosen, Args], Table]] = {
    "areas": _of_areas,
    "outcomes": _of_outcomes,
    "groups": _of_groups,
    "distribution": _of_distribution,
    "items": _of_items,
    "schools": _of_schools,
    "item": _of_item,
}
"""Name in the address -> what makes the table."""

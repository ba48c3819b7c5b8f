"""The page of the schools behind a number."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext
from sqlalchemy.orm import Session

from inspector.charts.distribution import five_label
from inspector.store.accounts import Person
from inspector.store.figures.by_area import FIVES
from inspector.store.figures.by_school import Which, schools
from inspector.web.assess.outcomes import outcome_label, outcomes
from inspector.web.oversee.chosen import Chosen
from inspector.web.oversee.paging import Paging, paging
from inspector.web.oversee.school_tables import WHICH, schools_table
from inspector.web.oversee.tables import Table
from inspector.web.oversee.unit_frame import crumbs

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which schools of a unit an address asks for."""

    which: Which
    outcome: str | None
    five: int | None
    title: str

    def as_arguments(self) -> dict[str, Any]:
        return {"which": self.which, "outcome": self.outcome, "five": self.five}

    def args(self) -> dict[str, str | int | None]:
        """Return what carries this in an address."""
        return {"which": self.which.value, "outcome": self.outcome, "five": self.five}


def narrowed(chosen: Chosen, args: Mapping[str, str]) -> Narrowed:
    """Read which schools are asked for; what cannot be read asks for all that are concerned."""
    which = Which(args["which"]) if args.get("which") in set(Which) else Which.CONCERNED
    outcome = args.get("outcome")
    if outcome not in {str(one) for one in outcomes(chosen.edition)}:
        outcome = None
    text = args.get("five", "")
    five = int(text) if text.isascii() and text.isdigit() and int(text) < FIVES else None
    title = str(WHICH[which])
    if outcome is not None:
        title = gettext("Trường có kết quả “%(outcome)s”", outcome=outcome_label(chosen.edition, outcome))
    elif five is not None:
        title = gettext("Trường có tỷ lệ %(range)s %%", range=five_label(five))
    return Narrowed(which, outcome, five, title)


@dataclass(frozen=True, slots=True)
class SchoolsPage:
    title: str
    lead: str
    crumbs: tuple[Mapping[str, str], ...]
    action: str
    chosen: Chosen
    hidden: Mapping[str, str | int]
    table: Table | None
    paging: Paging
    is_sample: bool


def schools_page(session: Session, who: Person, chosen: Chosen, args: Mapping[str, str]) -> SchoolsPage:
    """Return a page of the schools that an address asks for."""
    wanted, page, here = narrowed(chosen, args), Paging.number_in(args), chosen.unit.id
    offset = (page - 1) * A_PAGE
    lines = schools(session, chosen.asked, limit=A_PAGE, offset=offset, **wanted.as_arguments())
    values = chosen.args(**wanted.args())
    csv_url = url_for("oversee.unit_file", unit_id=here, table="schools", **values)
    return SchoolsPage(
        title=gettext("%(schools)s: %(unit)s", schools=wanted.title, unit=chosen.unit.name),
        lead=chosen.words(),
        crumbs=crumbs(session, who, chosen, wanted.title),
        action=url_for("oversee.unit_schools", unit_id=here),
        chosen=chosen,
        hidden={name: value for name, value in wanted.args().items() if value is not None},
        table=schools_table(session, chosen, lines[:A_PAGE], wanted.title, csv_url) if lines else None,
        paging=paging(page, len(lines) > A_PAGE, "oversee.unit_schools", unit_id=here, **values),
        is_sample=any(one.is_sample for one in lines),
    )

"""The last inspection beside a school's own assessment of the same set."""

from dataclasses import dataclass
from decimal import Decimal

from flask import url_for
from sqlalchemy.orm import Session

from inspector.store import assessments, ratings
from inspector.store.assessments import AssessmentLine
from inspector.store.scores import percent as as_percent
from inspector.web.assess.listing import score_of
from inspector.web.assess.sheet import Sheet
from inspector.web.assess.words import rating_words
from inspector.web.formatting import day
from inspector.workflow.states import Kind, State


@dataclass(frozen=True, slots=True)
class Difference:
    """An item that inspectors rated otherwise, as data_table draws it."""

    text: str
    url: str | None
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """`differences` are None where the inspection used another edition: its items are not compared."""

    day: str
    score: str
    percent: Decimal | None
    url: str
    differences: tuple[Difference, ...] | None


def comparison(session: Session, sheet: Sheet) -> Comparison | None:
    """Return the last signed inspection of the school by the same set, beside its own ratings."""
    assessment = sheet.assessment
    if assessment.kind is not Kind.SELF or assessment.school_id is None:
        return None
    found = assessments.of_school(
        session,
        assessment.school_id,
        kinds=(Kind.INSPECTION,),
        states=(State.SIGNED,),
        set_id=assessment.set_id,
        limit=1,
    )
    if not found:
        return None
    (line,) = found
    return Comparison(
        day=day(line.day),
        score=score_of(session, line).short,
        percent=as_percent(line.percent),
        url=url_for("assess.overview", assessment_id=line.id),
        differences=_differences(session, sheet, line) if line.digest == assessment.digest else None,
    )


def _differences(session: Session, sheet: Sheet, line: AssessmentLine) -> tuple[Difference, ...]:
    theirs = ratings.values(session, line.id)
    shown_items = [item for section in sheet.sections for item in section.items]
    differing = [
        item for item in shown_items if item in theirs and sheet.values.get(item) not in (None, theirs[item])
    ]
    return tuple(
        Difference(
            f"{item} {sheet.words_of(item)}",
            None,
            tuple(rating_words(sheet.edition, item, one) or "" for one in (sheet.values[item], theirs[item])),
        )
        for item in differing
    )

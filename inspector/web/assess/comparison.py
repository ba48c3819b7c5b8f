"""The last inspection beside a school's own assessment of the same set."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from flask import url_for
from sqlalchemy.orm import Session

from inspector.criteria.carrying import comparable
from inspector.services.editions import EditionLost
from inspector.store import assessments, ratings
from inspector.store.assessments import AssessmentLine
from inspector.store.scores import percent as as_percent
from inspector.web.application import application
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
    """`compared` counts the items asked alike where the inspection used another edition; None where it used
    the same. `percent` is on another scale then, and left out.
    """

    day: str
    score: str
    percent: Decimal | None
    url: str
    compared: int | None
    differences: tuple[Difference, ...]


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
    is_same = line.digest == assessment.digest
    alike = _alike(session, sheet, line)
    return Comparison(
        day=day(line.day),
        score=score_of(session, line).short,
        percent=as_percent(line.percent) if is_same else None,
        url=url_for("assess.overview", assessment_id=line.id),
        compared=None if is_same else len(alike),
        differences=_differences(session, sheet, line, alike),
    )


def _alike(session: Session, sheet: Sheet, line: AssessmentLine) -> tuple[str, ...]:
    """Return the items on the page that the inspection was asked in the same way."""
    shown = [item for section in sheet.sections for item in section.items]
    if line.digest == sheet.edition.digest:
        return tuple(shown)
    try:
        other = application().editions.by_digest(session, line.digest)
    except EditionLost:
        return ()
    same = comparable(other, sheet.edition)
    return tuple(item for item in shown if item in same)


def _differences(
    session: Session, sheet: Sheet, line: AssessmentLine, shown_items: Sequence[str]
) -> tuple[Difference, ...]:
    theirs = ratings.values(session, line.id)
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

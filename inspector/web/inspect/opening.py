"""Step 1: who goes where, by which edition, and who of the school is there."""

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext
from sqlalchemy.orm import Session

from inspector.store import visits
from inspector.store.schools import place_name
from inspector.web.assess.words import provenance_label
from inspector.web.formatting import moment, text
from inspector.web.inspect.visited import Head, Visited, head
from inspector.web.inspect.words import TEAM_PARTS


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a summary list."""

    key: str
    value: str | None
    url: str | None = None
    action: str | None = None
    hidden: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class OpeningPage:
    """`facts_url` leads to where the missing facts are answered, and is None where none is missing."""

    head: Head
    lines: tuple[Line, ...]
    has_begun: bool
    missing_facts: str | None
    facts_url: str | None


def opening_page(session: Session, found: Visited) -> OpeningPage:
    """Return step 1 of a visit, in two further statements."""
    visit, sheet = found.visit, found.sheet
    top = head(found, 1)
    team = [f"{name} – {TEAM_PARTS[part]}" for _, name, part in visits.team(session, visit.id)]
    lines = [
        Line(gettext("Trường"), found.school.name),
        Line(gettext("Địa bàn"), place_name(session, found.school.id, visit.day) or None),
        Line(gettext("Ngày kiểm tra"), top.day),
        Line(gettext("Loại kiểm tra"), top.kind),
        Line(gettext("Bộ tiêu chí"), f"{sheet.title}, {top.edition}"),
        Line(gettext("Nguồn"), provenance_label(sheet.edition.provenance)),
        Line(gettext("Số mục"), str(len(found.items))),
        Line(gettext("Đoàn kiểm tra"), "\n".join(team)),
        Line(gettext("Trường tự chấm cùng phiên bản"), _self_words(found)),
    ]
    if visit.began_at is not None:
        lines.append(Line(gettext("Bắt đầu lúc"), moment(visit.began_at)))
    missing = ", ".join(text(one.title) for one in sheet.missing_facts) or None
    facts = url_for("inspect.facts", visit_id=visit.id) if missing else None
    return OpeningPage(top, tuple(lines), found.has_begun, missing, facts)


def _self_words(found: Visited) -> str:
    if not found.visit.shows_self_rating:
        return gettext("Không hiện trong lần kiểm tra này")
    if not found.theirs:
        return gettext("Chưa nộp")
    return gettext("Đã nộp; hiện ở từng mục sau khi đoàn chấm mục đó")

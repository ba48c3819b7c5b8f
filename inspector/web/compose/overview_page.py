"""A draft at a glance: its parts, what is still wrong, what there is to do next."""

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext, ngettext
from sqlalchemy.orm import Session

from inspector.criteria import nodes
from inspector.criteria.drafted import Drafted, criteria_of, indicators_of
from inspector.criteria.strict_yaml import MapNode, Node
from inspector.services.publishing import hindrances
from inspector.store import drafts
from inspector.store.tables import EditionDraft
from inspector.store.tables.drafts import DraftState
from inspector.web.application import application
from inspector.web.compose.edition_pages import scale_words
from inspector.web.compose.page import set_title, words_of
from inspector.web.compose.problems import Shown, shown_faults, shown_hindrances
from inspector.web.compose.rule_pages import method_choices, outcome_choices
from inspector.web.formatting import day, moment


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the overview that leads to a page."""

    title: str
    says: str
    url: str


@dataclass(frozen=True, slots=True)
class GroupLine:
    id: str
    title: str
    count: str
    url: str
    wrong: int


@dataclass(frozen=True, slots=True)
class OverviewPage:
    draft: EditionDraft
    title: str
    state: str
    state_kind: str
    lines: tuple[Line, ...]
    scales: tuple[Line, ...]
    groups: tuple[GroupLine, ...]
    count: str
    without_english: int
    problems: tuple[Shown, ...]
    changed: str
    is_open: bool


def state_words(draft: EditionDraft) -> tuple[str, str]:
    """Return the state of a draft in words, and the kind of its tag."""
    return {
        DraftState.OPEN: (gettext("Đang soạn"), "active"),
        DraftState.WITHDRAWN: (gettext("Đã cất"), "off"),
        DraftState.PUBLISHED: (gettext("Đã ban hành"), "done"),
    }[draft.state]


def overview_page(session: Session, draft: EditionDraft, drafted: Drafted) -> OverviewPage:
    """Return what the overview of a draft shows."""
    problems = all_problems(session, draft, drafted)
    label, kind = state_words(draft)
    criteria = sum(len(criteria_of(one)) for one in drafted.groups)
    who = drafts.name_of(session, draft.changed_by)
    return OverviewPage(
        draft=draft,
        title=set_title(drafted),
        state=label,
        state_kind=kind,
        lines=_lines(draft, drafted),
        scales=tuple(
            Line(
                scale_words(one),
                gettext("%(count)s câu trả lời", count=len(nodes.items(one, "options"))),
                url_for("compose.scale", draft_id=draft.id, scale_id=id_),
            )
            for id_, one in nodes.entries(drafted.edition, "scales").items()
        ),
        groups=tuple(_group_line(draft, one, problems) for one in drafted.groups),
        count=ngettext("%(num)d tiêu chí", "%(num)d tiêu chí", criteria),
        without_english=without_english(drafted),
        problems=problems,
        changed=" · ".join(one for one in (who, moment(draft.changed_at)) if one),
        is_open=draft.state is DraftState.OPEN,
    )


def all_problems(session: Session, draft: EditionDraft, drafted: Drafted) -> tuple[Shown, ...]:
    """Return everything that stands between a draft and being published."""
    faults = shown_faults(draft.id, drafted)
    if draft.state is DraftState.PUBLISHED:
        return ()
    found = hindrances(session, application().editions.catalogue, drafted)
    return (*faults, *shown_hindrances(draft.id, found))


def _lines(draft: EditionDraft, drafted: Drafted) -> tuple[Line, ...]:
    rule = nodes.get(drafted.edition, "rule")
    method = nodes.said(rule, "method")
    name = next((one.text for one in method_choices() if one.value == method), method)
    outcomes = ", ".join(one.text for one in outcome_choices(rule))
    gates = len(nodes.items(rule, "gates"))
    begins = gettext("áp dụng từ %(day)s", day=day(drafted.first_day)) if drafted.first_day else ""
    return (
        Line(
            gettext("Thông tin chung"),
            begins,
            url_for("compose.details", draft_id=draft.id),
        ),
        Line(
            gettext("Cách xếp loại"),
            f"{name}: {outcomes}" if outcomes else name,
            url_for("compose.rule", draft_id=draft.id),
        ),
        Line(
            gettext("Điều kiện loại"),
            ngettext("%(num)d điều kiện", "%(num)d điều kiện", gates) if gates else gettext("không có"),
            url_for("compose.gates", draft_id=draft.id),
        ),
        Line(
            gettext("Căn cứ"),
            ngettext("dẫn %(num)d văn bản", "dẫn %(num)d văn bản", len(_cited(drafted))),
            url_for("compose.provisions", draft_id=draft.id),
        ),
    )


def _cited(drafted: Drafted) -> set[str]:
    return {
        nodes.said(one, "ref")
        for group in drafted.groups
        for criterion in criteria_of(group)
        for one in nodes.items(criterion, "provisions")
    }


def _group_line(draft: EditionDraft, group: MapNode, problems: tuple[Shown, ...]) -> GroupLine:
    id_ = nodes.said(group, "id")
    parts = {f"group.{id_}", *(f"criterion.{nodes.said(one, 'id')}" for one in criteria_of(group))}
    return GroupLine(
        id_,
        words_of(nodes.get(group, "title")),
        ngettext("%(num)d tiêu chí", "%(num)d tiêu chí", len(criteria_of(group))),
        url_for("compose.group", draft_id=draft.id, group_id=id_),
        sum(one.part in parts for one in problems),
    )


def without_english(drafted: Drafted) -> int:
    """Count the texts of groups and items whose English only repeats the Vietnamese."""
    return sum(_repeats(one) for group in drafted.groups for one in _texts(group))


def _texts(group: MapNode) -> list[Node | None]:
    found = [nodes.get(group, "title")]
    for criterion in criteria_of(group):
        for one in (criterion, *indicators_of(criterion)):
            found += [nodes.get(one, "title"), nodes.get(one, "text")]
    return found


def _repeats(node: Node | None) -> bool:
    return node is not None and nodes.said(node, "vi") == nodes.said(node, "en") != ""

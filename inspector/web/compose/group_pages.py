"""The overview of a draft, a group of it, and the order of what is in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext, ngettext

from inspector.criteria import nodes
from inspector.criteria.drafted import (
    GROUP_KEYS,
    Drafted,
    criteria_of,
    indicators_of,
    unused_id,
    unused_letter,
)
from inspector.criteria.strict_yaml import MapNode, Node
from inspector.store.tables import EditionDraft
from inspector.web.compose.edition_pages import Edit
from inspector.web.compose.form import Choice, Field, Form, Section, number_value, two_values
from inspector.web.compose.page import Part, words_of
from inspector.web.compose.problems import Shown, shown_faults

MOST_GROUPS = 99  # files of groups are numbered with two digits


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """A criterion in the list of its group."""

    id: str
    text: str
    url: str
    tags: tuple[str, ...]
    wrong: str  # what is wrong with it, in one line; empty: nothing


def criterion_lines(draft: EditionDraft, drafted: Drafted, group: MapNode) -> list[CriterionLine]:
    """Return the criteria of a group in order."""
    wrong: dict[str, list[Shown]] = {}
    for one in shown_faults(draft.id, drafted):
        wrong.setdefault(one.part, []).append(one)
    found = []
    for criterion in criteria_of(group):
        id_ = nodes.said(criterion, "id")
        faults = wrong.get(f"criterion.{id_}", [])
        found.append(
            CriterionLine(
                id_,
                words_of(nodes.get(criterion, "text")) or words_of(nodes.get(criterion, "title")),
                url_for("compose.criterion", draft_id=draft.id, criterion_id=id_),
                _tags(criterion),
                ngettext("%(num)d chỗ cần sửa", "%(num)d chỗ cần sửa", len(faults)) if faults else "",
            )
        )
    return found


def _tags(criterion: MapNode) -> tuple[str, ...]:
    found = []
    mandatory = nodes.get(criterion, "mandatory")
    if nodes.is_true(mandatory):
        found.append(gettext("bắt buộc"))
    elif isinstance(mandatory, MapNode):
        found.append(gettext("bắt buộc với một số trường"))
    if nodes.get(criterion, "applies_if") is not None:
        found.append(gettext("có điều kiện"))
    count = len(indicators_of(criterion))
    if count:
        found.append(ngettext("%(num)d chỉ báo", "%(num)d chỉ báo", count))
    return tuple(found)


def group_part(draft: EditionDraft, drafted: Drafted, id_: str, form: Form | None) -> Part:
    """Return the page of a group."""
    group = drafted.group(id_)
    assert group is not None
    stored = {
        "id": id_,
        "weight": number_value(nodes.get(group, "weight")),
        **two_values("title", nodes.get(group, "title")),
    }
    weighted = nodes.said(drafted.edition, "rule", "groups") == "weighted"
    weight = Field("weight", "number", gettext("Trọng số của nhóm"), gettext("Để trống: 1."), optional=True)
    others = [Choice(nodes.said(one, "id"), words_of(nodes.get(one, "title"))) for one in drafted.groups]
    return Part(
        draft=draft,
        drafted=drafted,
        parts=(f"group.{id_}",),
        heading=gettext("Nhóm %(id)s: %(title)s", id=id_, title=words_of(nodes.get(group, "title"))),
        lead=ngettext("%(num)d tiêu chí", "%(num)d tiêu chí", len(criteria_of(group))),
        sections=(
            Section(
                gettext("Tên và trọng số của nhóm") if weighted else gettext("Tên nhóm"),
                (
                    Field("title", "pair", gettext("Tên nhóm")),
                    *((weight,) if weighted else ()),
                    Field("id", "input", gettext("Mã nhóm"), gettext("Đứng trước tên nhóm, ví dụ A.")),
                ),
            ),
        ),
        stored=stored,
        form=form or Form(stored),
        template="compose/group.html",
        extra={
            "group_id": id_,
            "criteria": criterion_lines(draft, drafted, group),
            "groups": [one for one in others if one.value != id_],
        },
    )


def group_edit(drafted: Drafted, id_: str, form: Form) -> tuple[Edit, str]:
    """Return the change that the form of a group asks for, and the id that it has then."""
    group = drafted.group(id_)
    assert group is not None
    new_id = form.id("id", drafted.ids - {id_})
    if not form.get("title.vi"):
        form.refuse("title.vi", gettext("Viết tên nhóm"))
    weight = form.number("weight") if "weight" in form.values else nodes.get(group, "weight")
    changes: dict[str, Node | None] = {
        "id": nodes.words(new_id),
        "title": form.two("title"),
        "weight": weight,
    }

    def edit(now: Drafted) -> Drafted:
        current = now.group(id_)
        assert current is not None
        return now.with_group(id_, nodes.put(current, changes, GROUP_KEYS))

    return edit, new_id


def adding_group(title: MapNode, taken: frozenset[str]) -> Edit:
    """Add a group after the others."""

    def edit(now: Drafted) -> Drafted:
        made = nodes.mapping(
            {
                "id": nodes.words(unused_letter(now.ids | taken)),
                "title": title,
                "criteria": nodes.listing(()),
            }
        )
        return now.with_groups([*now.groups, made])

    return edit


def adding_criteria(group_id: str, lines: Sequence[tuple[str, str, bool]], taken: frozenset[str]) -> Edit:
    """Add criteria to a group, one for each line: good practice until somebody cites a text."""

    def edit(now: Drafted) -> Drafted:
        group = now.group(group_id)
        assert group is not None
        ids = set(now.ids | taken)
        made = list[Node](criteria_of(group))
        for vi, en, mandatory in lines:
            id_ = unused_id(group_id, ids)
            ids.add(id_)
            made.append(
                nodes.mapping(
                    {
                        "id": nodes.words(id_),
                        "text": nodes.two(vi, en or vi),
                        "mandatory": nodes.truth(True) if mandatory else None,
                        "good_practice": nodes.truth(True),
                    }
                )
            )
        return now.with_criteria(group_id, made)

    return edit


def moving_group(id_: str, by: int) -> Edit:
    """Move a group up (-1) or down (1)."""
    return lambda now: now.with_groups(_moved(list(now.groups), id_, by))


def moving_criterion(id_: str, by: int) -> Edit:
    """Move a criterion up (-1) or down (1) in its group."""

    def edit(now: Drafted) -> Drafted:
        group = now.group_with(id_)
        if group is None:
            return now
        return now.with_criteria(nodes.said(group, "id"), _moved(list(criteria_of(group)), id_, by))

    return edit


def moving_to_group(id_: str, group_id: str) -> Edit:
    """Move a criterion to the end of another group."""

    def edit(now: Drafted) -> Drafted:
        criterion, target = now.criterion(id_), now.group(group_id)
        if criterion is None or target is None:
            return now
        return removing_criterion(id_)(now).with_criteria(group_id, [*criteria_of(target), criterion])

    return edit


def removing_criterion(id_: str) -> Edit:
    """Take a criterion out of its group."""

    def edit(now: Drafted) -> Drafted:
        group = now.group_with(id_)
        if group is None:
            return now
        kept = [one for one in criteria_of(group) if nodes.said(one, "id") != id_]
        return now.with_criteria(nodes.said(group, "id"), kept)

    return edit


def removing_group(id_: str) -> Edit:
    """Take a group out, with its criteria."""
    return lambda now: now.with_groups(one for one in now.groups if nodes.said(one, "id") != id_)


def _moved(listed: list[MapNode], id_: str, by: int) -> list[MapNode]:
    places = [place for place, one in enumerate(listed) if nodes.said(one, "id") == id_]
    if places and 0 <= places[0] + by < len(listed):
        here, there = places[0], places[0] + by
        listed[here], listed[there] = listed[there], listed[here]
    return listed

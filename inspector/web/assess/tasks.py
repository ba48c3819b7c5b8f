"""The parts of an assessment as work to do: how far each is, in the few words of the task list."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext

from inspector.web.assess.rows import Remark
from inspector.web.assess.sheet import Section, Sheet


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A row of a task list; `current` marks the part at hand in the list beside the form."""

    text: str
    url: str | None
    hint: str | None
    kind: str
    state_label: str
    current: bool = False


def task_of(
    sheet: Sheet, section: Section, remarks: Mapping[str, Remark], *, current: bool = False
) -> TaskLine:
    """Return one part of an assessment with its state."""
    kind, label = _state(sheet, section, remarks)
    count = gettext("%(done)s/%(total)s mục", done=sheet.answered(section.items), total=len(section.items))
    url = url_for("assess.group", assessment_id=sheet.assessment.id, group_id=section.key)
    return TaskLine(section.title, url, count, kind, label, current)


def open_remarks(sheet: Sheet, items: tuple[str, ...], remarks: Mapping[str, Remark]) -> tuple[str, ...]:
    """Return the items that a reviewer remarked on and nobody has changed since."""
    return tuple(
        item
        for item in items
        if item in remarks and (item not in sheet.rows or sheet.rows[item].changed_at <= remarks[item].at)
    )


def _state(sheet: Sheet, section: Section, remarks: Mapping[str, Remark]) -> tuple[str, str]:
    if sheet.is_open and open_remarks(sheet, section.items, remarks):
        return "attention", gettext("Cần bổ sung")
    if sheet.is_open and sheet.to_look_at(section.items):
        return "attention", gettext("Cần xem lại")
    if not sheet.blank(section.items):
        if sheet.without_reason(section.items):
            return "attention", gettext("Cần bổ sung")
        return "done", gettext("Đã xong")
    if sheet.answered(section.items):
        return "active", gettext("Đang làm")
    return "open", gettext("Chưa làm")

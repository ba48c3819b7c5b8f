"""A criterion and an indicator of it, as they are written."""

from collections.abc import Callable, Sequence

from flask import url_for
from flask_babel import gettext

from inspector.criteria import nodes
from inspector.criteria.drafted import (
    CRITERION_KEYS,
    Drafted,
    criteria_of,
    indicators_of,
    unused_id,
)
from inspector.criteria.strict_yaml import MapNode, Node
from inspector.store.tables import EditionDraft
from inspector.web.compose.edition_pages import Edit
from inspector.web.compose.form import (
    Choice,
    Field,
    Form,
    Section,
    Values,
    condition_value,
    rows_in,
    two_values,
)
from inspector.web.compose.item_settings import (
    answer_section,
    help_section,
    level_field,
    rating_section,
    setting_nodes,
    setting_values,
)
from inspector.web.compose.page import Part, fact_lines, words_of

MOST_LINES = 100
"""Items that are added at once."""


def criterion_part(draft: EditionDraft, drafted: Drafted, id_: str, form: Form | None) -> Part:
    """Return the page of a criterion."""
    criterion = drafted.criterion(id_)
    group = drafted.group_with(id_)
    assert criterion is not None
    assert group is not None
    stored = _values(criterion, drafted)
    rows = (
        rows_in(form.values, "provisions") if form else range(len(nodes.items(criterion, "provisions")) + 1)
    )
    group_id = nodes.said(group, "id")
    return Part(
        draft=draft,
        drafted=drafted,
        parts=(f"criterion.{id_}",),
        heading=gettext("Tiêu chí %(id)s", id=id_),
        lead=words_of(nodes.get(criterion, _words_key(criterion))),
        sections=_sections(drafted, criterion, rows),
        stored=stored,
        form=form or Form(stored),
        above=(
            gettext("Nhóm %(group)s", group=group_id),
            url_for("compose.group", draft_id=draft.id, group_id=group_id),
        ),
        facts=fact_lines(drafted),
        template="compose/criterion.html",
        extra={
            "criterion_id": id_,
            "group_id": group_id,
            "indicators": [
                (nodes.said(one, "id"), words_of(nodes.get(one, "text"))) for one in indicators_of(criterion)
            ],
            "following": _following(draft, group, id_),
        },
    )


def _following(draft: EditionDraft, group: MapNode, id_: str) -> str | None:
    ids = [nodes.said(one, "id") for one in criteria_of(group)]
    rest = ids[ids.index(id_) + 1 :]
    return url_for("compose.criterion", draft_id=draft.id, criterion_id=rest[0]) if rest else None


def _words_key(criterion: Node) -> str:
    return "title" if indicators_of(criterion) else "text"


def _sections(drafted: Drafted, criterion: MapNode, rows: Sequence[int]) -> tuple[Section, ...]:
    several = bool(indicators_of(criterion))
    words = (
        Field("title", "pair_area", gettext("Tên tiêu chí"), rows=2)
        if several
        else Field("text", "pair_area", gettext("Yêu cầu"), gettext("Một việc, một câu."), rows=3)
    )
    return (
        Section(
            fields=(
                words,
                Field(
                    "mandatory",
                    "radios",
                    gettext("Bắt buộc?"),
                    choices=(
                        Choice("no", gettext("Không")),
                        Choice("yes", gettext("Bắt buộc")),
                        Choice("if", gettext("Chỉ bắt buộc với một số trường")),
                    ),
                ),
                Field(
                    "mandatory_if",
                    "input",
                    gettext("Bắt buộc khi"),
                    gettext("Chỉ điền khi chọn câu cuối ở trên, ví dụ setting = school"),
                    only="if",
                ),
                *level_field(drafted, optional=True),
            )
        ),
        answer_section(drafted),
        _basis(drafted, rows),
        help_section(),
        rating_section(drafted),
        Section(
            gettext("Mã và liên hệ với bản trước"),
            (
                Field(
                    "id",
                    "input",
                    gettext("Mã tiêu chí"),
                    gettext("Mã không dùng lại cho việc khác. Đổi mã thì bản mới tự ghi là thay cho mã cũ."),
                ),
                Field("official_ref", "input", gettext("Số trong văn bản gốc"), optional=True),
                Field(
                    "replaces",
                    "input",
                    gettext("Thay cho tiêu chí của bản trước"),
                    gettext("Mã, cách nhau bằng dấu phẩy."),
                    optional=True,
                ),
            ),
            folded=True,
        ),
    )


def _basis(drafted: Drafted, rows: Sequence[int]) -> Section:
    known = nodes.entries(drafted.provisions, "provisions")
    choices = (
        Choice("", "–"),
        *(Choice(id_, words_of(nodes.get(one, "title"))) for id_, one in known.items()),
    )
    fields: list[Field] = [
        Field("good_practice", "check", gettext("Thực hành tốt, không có văn bản riêng"), optional=True)
    ]
    for number in rows:
        fields += [
            Field(f"provisions.{number}.ref", "select", gettext("Văn bản"), choices=choices, optional=True),
            Field(f"provisions.{number}.at", "input", gettext("Điều, khoản"), optional=True),
        ]
    return Section(gettext("Căn cứ"), tuple(fields), key="provisions")


def _values(criterion: MapNode, drafted: Drafted) -> Values:
    mandatory = nodes.get(criterion, "mandatory")
    is_if = isinstance(mandatory, MapNode)
    key = _words_key(criterion)
    found = {
        **two_values(key, nodes.get(criterion, key)),
        "mandatory": "if" if is_if else "yes" if nodes.is_true(mandatory) else "no",
        "mandatory_if": condition_value(mandatory, drafted.vocabulary.facts or {}),
        "good_practice": "y" if nodes.is_true(criterion, "good_practice") else "",
        "id": nodes.said(criterion, "id"),
        "official_ref": nodes.said(criterion, "official_ref"),
        "replaces": ", ".join(nodes.said(one) for one in nodes.items(criterion, "replaces")),
        **setting_values(criterion, drafted),
    }
    for number, one in enumerate(nodes.items(criterion, "provisions")):
        found |= {
            f"provisions.{number}.ref": nodes.said(one, "ref"),
            f"provisions.{number}.at": nodes.said(one, "at"),
        }
    return found


def criterion_edit(drafted: Drafted, id_: str, form: Form, earlier: frozenset[str]) -> tuple[Edit, str]:
    """Return the change that the form of a criterion asks for, and the id that it has then.

    `earlier` are the ids of the set's earlier editions: one that changes is noted as replaced.
    """
    criterion = drafted.criterion(id_)
    assert criterion is not None
    new_id = form.id("id", drafted.ids - {id_})
    key = _words_key(criterion)
    if not form.get(f"{key}.vi"):
        form.refuse(f"{key}.vi", gettext("Viết yêu cầu của tiêu chí"))
    replaces = _replaces(form)
    if new_id != id_ and id_ in earlier and id_ not in replaces:
        replaces.append(id_)
    made = nodes.put(
        criterion,
        {
            "id": nodes.words(new_id),
            key: form.two(key),
            "mandatory": _mandatory(form, drafted),
            "provisions": _provisions(form),
            "good_practice": nodes.truth(True) if form.get("good_practice") else None,
            "official_ref": form.words("official_ref"),
            "replaces": nodes.listing(nodes.words(one) for one in replaces) if replaces else None,
            **setting_nodes(form, drafted, criterion),
        },
        CRITERION_KEYS,
    )
    return (lambda now: now.with_criterion(id_, made)), new_id


def _replaces(form: Form) -> list[str]:
    return [one.strip() for one in form.get("replaces").split(",") if one.strip()]


def _mandatory(form: Form, drafted: Drafted) -> Node | None:
    chosen = form.get("mandatory")
    if chosen == "if":
        if not form.get("mandatory_if"):
            form.refuse("mandatory_if", gettext("Viết điều kiện, ví dụ setting = school"))
        return form.condition("mandatory_if", drafted.vocabulary.facts or {})
    return nodes.truth(True) if chosen == "yes" else None


def _provisions(form: Form) -> Node | None:
    found = []
    for number in rows_in(form.values, "provisions"):
        ref, at = form.get(f"provisions.{number}.ref"), form.words(f"provisions.{number}.at")
        if ref:
            found.append(nodes.mapping({"ref": nodes.words(ref), "at": at}))
        elif at:
            form.refuse(f"provisions.{number}.ref", gettext("Chọn văn bản của điều, khoản này"))
    return nodes.listing(found) if found else None


# ---- indicators


def indicator_part(
    draft: EditionDraft, drafted: Drafted, criterion_id: str, id_: str, form: Form | None
) -> Part:
    """Return the page of an indicator."""
    indicator = indicator_in(drafted, criterion_id, id_)
    assert indicator is not None
    stored = {
        **two_values("text", nodes.get(indicator, "text")),
        "id": nodes.said(indicator, "id"),
        **setting_values(indicator, drafted),
    }
    return Part(
        draft=draft,
        drafted=drafted,
        parts=(f"criterion.{criterion_id}",),
        heading=gettext("Chỉ báo %(id)s", id=id_),
        lead=words_of(nodes.get(indicator, "text")),
        sections=(
            Section(
                fields=(
                    Field("text", "pair_area", gettext("Nội dung chỉ báo"), rows=3),
                    *level_field(drafted, optional=False),
                )
            ),
            answer_section(drafted),
            help_section(),
            rating_section(drafted),
            Section(gettext("Mã"), (Field("id", "input", gettext("Mã chỉ báo")),), folded=True),
        ),
        stored=stored,
        form=form or Form(stored),
        above=(
            gettext("Tiêu chí %(id)s", id=criterion_id),
            url_for("compose.criterion", draft_id=draft.id, criterion_id=criterion_id),
        ),
        facts=fact_lines(drafted),
        extra={
            "remove_url": url_for(
                "compose.remove_indicator", draft_id=draft.id, criterion_id=criterion_id, indicator_id=id_
            )
        },
    )


def indicator_in(drafted: Drafted, criterion_id: str, id_: str) -> MapNode | None:
    """Return an indicator by the ids of its criterion and its own."""
    criterion = drafted.criterion(criterion_id)
    listed = indicators_of(criterion) if criterion else ()
    return next((one for one in listed if nodes.said(one, "id") == id_), None)


def indicator_edit(drafted: Drafted, criterion_id: str, id_: str, form: Form) -> tuple[Edit, str]:
    """Return the change that the form of an indicator asks for, and the id that it has then."""
    indicator = indicator_in(drafted, criterion_id, id_)
    assert indicator is not None
    new_id = form.id("id", drafted.ids - {id_})
    if not form.get("text.vi"):
        form.refuse("text.vi", gettext("Viết nội dung của chỉ báo"))
    made = nodes.put(
        indicator,
        {"id": nodes.words(new_id), "text": form.two("text"), **setting_nodes(form, drafted, indicator)},
        CRITERION_KEYS,
    )
    return _changing(criterion_id, lambda one: made if nodes.said(one, "id") == id_ else one), new_id


def _changing(criterion_id: str, change: Callable[[MapNode], MapNode | None]) -> Edit:
    def edit(now: Drafted) -> Drafted:
        criterion = now.criterion(criterion_id)
        assert criterion is not None
        kept = [one for one in map(change, indicators_of(criterion)) if one is not None]
        return now.with_criterion(criterion_id, with_indicators(criterion, kept))

    return edit


def with_indicators(criterion: MapNode, indicators: Sequence[Node]) -> MapNode:
    """Give a criterion other indicators: with the first its text becomes a title, without any a text."""
    words = nodes.get(criterion, "title") or nodes.get(criterion, "text")
    return nodes.put(
        criterion,
        {
            "title": words if indicators else None,
            "text": None if indicators else words,
            "indicators": nodes.listing(indicators) if indicators else None,
        },
        CRITERION_KEYS,
    )


def without_indicator(criterion_id: str, id_: str) -> Edit:
    """Take an indicator out of a criterion."""
    return _changing(criterion_id, lambda one: None if nodes.said(one, "id") == id_ else one)


def adding_indicators(
    criterion_id: str, lines: Sequence[tuple[str, str, bool]], taken: frozenset[str]
) -> Edit:
    """Add indicators to a criterion, one for each line."""

    def edit(now: Drafted) -> Drafted:
        criterion = now.criterion(criterion_id)
        assert criterion is not None
        ids = set(now.ids | taken)
        made = list[Node](indicators_of(criterion))
        for vi, en, _ in lines:
            id_ = unused_id(criterion_id, ids, digits=1, separator=".")
            ids.add(id_)
            made.append(nodes.mapping({"id": nodes.words(id_), "text": nodes.two(vi, en or vi)}))
        return now.with_criterion(criterion_id, with_indicators(criterion, made))

    return edit

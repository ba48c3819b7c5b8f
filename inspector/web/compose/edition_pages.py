"""What holds for the whole of a draft: set, first day, sources, defaults; and its scales."""

from collections.abc import Callable, Mapping

from flask import url_for
from flask_babel import gettext

from inspector.criteria import nodes
from inspector.criteria.drafted import Drafted, criteria_of, indicators_of, unused_id
from inspector.criteria.strict_yaml import MapNode, Node
from inspector.store.tables import EditionDraft
from inspector.web.compose.form import (
    Choice,
    Field,
    Form,
    Section,
    Values,
    condition_value,
    number_value,
    rows_in,
    two_values,
)
from inspector.web.compose.page import Part, fact_lines, words_of

Edit = Callable[[Drafted], Drafted]

DETAILS = (
    *("set", "edition.in_force", "edition.provenance", "edition.concerns", "edition.defaults"),
    "edition.evidence_code",
)


def details_part(draft: EditionDraft, drafted: Drafted, form: Form | None) -> Part:
    """Return the page of title, audience, first day, sources and defaults."""
    stored = _details_values(drafted)
    return Part(
        draft=draft,
        drafted=drafted,
        parts=DETAILS,
        heading=gettext("Thông tin chung"),
        lead=gettext("Tên bộ, dành cho ai, từ ngày nào, soạn từ đâu."),
        sections=_details_sections(drafted),
        stored=stored,
        form=form or Form(stored),
        facts=fact_lines(drafted),
    )


def _details_values(drafted: Drafted) -> Values:
    head, edition = drafted.head, drafted.edition
    defaults = nodes.get(edition, "defaults")
    return {
        **two_values("title", nodes.get(head, "title")),
        **two_values("about", nodes.get(head, "about")),
        "audience": nodes.said(head, "audience"),
        "ranking": nodes.said(head, "ranking") or "allowed",
        "in_force.from": nodes.said(edition, "in_force", "from"),
        "concerns": condition_value(nodes.get(edition, "concerns"), drafted.vocabulary.facts or {}),
        "provenance.wording": nodes.said(edition, "provenance", "wording"),
        "provenance.rule": nodes.said(edition, "provenance", "rule"),
        **two_values("provenance.note", nodes.get(edition, "provenance", "note")),
        "defaults.scale": nodes.said(defaults, "scale"),
        "defaults.na": nodes.said(defaults, "na") or "allowed",
        "defaults.effort_days": number_value(nodes.get(defaults, "effort_days")),
        "defaults.weight": number_value(nodes.get(defaults, "weight")),
        "evidence_code": nodes.said(edition, "evidence_code"),
    }


def _details_sections(drafted: Drafted) -> tuple[Section, ...]:
    return (
        Section(
            fields=(
                Field("title", "pair", gettext("Tên bộ tiêu chí")),
                Field(
                    "about",
                    "pair_area",
                    gettext("Giới thiệu ngắn"),
                    gettext("Bộ này xem xét việc gì, dùng khi nào."),
                ),
                Field("in_force.from", "day", gettext("Ngày bắt đầu áp dụng")),
            )
        ),
        Section(
            gettext("Dành cho ai"),
            (
                Field(
                    "audience",
                    "radios",
                    gettext("Ai tự đánh giá theo bộ này?"),
                    choices=(
                        Choice("school", gettext("Cơ sở giáo dục mầm non")),
                        Choice("area", gettext("Địa bàn (xã, phường, đặc khu)")),
                    ),
                ),
                Field(
                    "concerns",
                    "input",
                    gettext("Chỉ dành cho trường có đặc điểm"),
                    gettext("Để trống: mọi trường. Ví dụ chỉ trường nấu ăn tại chỗ: meals = cooked"),
                    optional=True,
                ),
                Field(
                    "ranking",
                    "radios",
                    gettext("Có được xếp thứ tự các trường theo bộ này không?"),
                    choices=(Choice("allowed", gettext("Được")), Choice("forbidden", gettext("Không"))),
                ),
            ),
        ),
        Section(
            gettext("Nguồn"),
            (
                Field(
                    "provenance.wording",
                    "radios",
                    gettext("Lời văn của các tiêu chí"),
                    choices=(
                        Choice("adapted", gettext("Đơn vị tự soạn")),
                        Choice("restated", gettext("Viết lại theo yêu cầu của văn bản")),
                        Choice("official", gettext("Chép nguyên văn bản")),
                    ),
                ),
                Field(
                    "provenance.rule",
                    "radios",
                    gettext("Cách xếp loại"),
                    choices=(
                        Choice("proposed", gettext("Đơn vị đề xuất")),
                        Choice("official", gettext("Văn bản quy định")),
                    ),
                ),
                Field(
                    "provenance.note",
                    "pair_area",
                    gettext("Lời nói rõ nguồn"),
                    gettext("Mọi người đọc bộ tiêu chí đều thấy: dựa trên văn bản nào, phần nào tự soạn."),
                ),
            ),
        ),
        Section(
            gettext("Áp dụng cho mọi mục, trừ khi mục nói khác"),
            (
                Field(
                    "defaults.scale",
                    "select",
                    gettext("Cách trả lời thường dùng"),
                    choices=scale_choices(drafted),
                ),
                Field(
                    "defaults.na",
                    "radios",
                    gettext("Có được chọn “Không áp dụng” không?"),
                    gettext("Mục bắt buộc thì không được, trừ khi mục đó nói khác."),
                    choices=(
                        Choice("allowed", gettext("Được, kèm lý do")),
                        Choice("forbidden", gettext("Không")),
                    ),
                ),
                Field(
                    "defaults.effort_days",
                    "number",
                    gettext("Số ngày làm việc thường cần để khắc phục một mục"),
                    gettext("Dùng để gợi ý đường ngắn nhất. Để trống: 1 ngày."),
                    optional=True,
                ),
                Field(
                    "defaults.weight",
                    "number",
                    gettext("Trọng số của một mục"),
                    gettext("Chỉ dùng khi tính phần trăm. Để trống: 1."),
                    optional=True,
                ),
                Field(
                    "evidence_code",
                    "input",
                    gettext("Cách đánh mã minh chứng trong báo cáo"),
                    gettext("Ví dụ H{box}-{criterion}-{number:02}. Để trống: không đánh mã."),
                    optional=True,
                ),
            ),
            folded=True,
        ),
    )


def scale_choices(drafted: Drafted) -> tuple[Choice, ...]:
    """Return the scales of a draft to choose from."""
    scales = nodes.entries(drafted.edition, "scales")
    return tuple(Choice(id_, scale_words(one)) for id_, one in scales.items())


def scale_words(scale: Node) -> str:
    """Say a scale by its answers: “Đạt / Chưa đạt”."""
    return " / ".join(words_of(nodes.get(one, "label")) for one in nodes.items(scale, "options"))


def details_edit(drafted: Drafted, form: Form) -> Edit:
    """Return the change that a form of the details asks for; what is wrong is noted in the form."""
    facts = drafted.vocabulary.facts or {}
    for name, why in (
        ("title.vi", gettext("Viết tên bộ tiêu chí")),
        ("in_force.from", gettext("Chọn ngày bắt đầu áp dụng")),
    ):
        if not form.get(name):
            form.refuse(name, why)
    concerns = form.condition("concerns", facts)
    head: dict[str, Node | None] = {
        "title": form.two("title"),
        "about": form.two("about"),
        "audience": nodes.words("area" if form.get("audience") == "area" else "school"),
        "ranking": nodes.words("forbidden" if form.get("ranking") == "forbidden" else "allowed"),
    }
    edition: dict[str, Node | None] = {
        "in_force": nodes.mapping({"from": form.day("in_force.from")}),
        "concerns": concerns,
        "provenance": nodes.mapping(
            {
                "wording": nodes.words(form.get("provenance.wording") or "adapted"),
                "rule": nodes.words(form.get("provenance.rule") or "proposed"),
                "note": form.two("provenance.note"),
            }
        ),
        "defaults": nodes.mapping(
            {
                "scale": nodes.words(form.get("defaults.scale")),
                "weight": form.number("defaults.weight"),
                "effort_days": form.number("defaults.effort_days"),
                "na": nodes.words("forbidden") if form.get("defaults.na") == "forbidden" else None,
            }
        ),
        "evidence_code": form.words("evidence_code"),
    }
    return lambda now: now.with_head(head).with_edition(edition)


# ---- scales


def new_scale(drafted: Drafted) -> tuple[str, MapNode]:
    """Return the id of a scale that is not there yet, and what it begins with."""
    levels = (("2", "good", "Tốt", "Good"), ("1", "fair", "Đạt", "Met"), ("0", "weak", "Chưa đạt", "Not met"))
    options = [
        nodes.mapping({"id": nodes.words(id_), "points": nodes.number(points), "label": nodes.two(vi, en)})
        for points, id_, vi, en in levels
    ]
    scale = nodes.mapping({"options": nodes.listing(options), "met_from": nodes.words("fair")})
    return unused_id("scale", nodes.entries(drafted.edition, "scales"), digits=1), scale


def scale_part(draft: EditionDraft, drafted: Drafted, scale_id: str, form: Form | None) -> Part:
    """Return the page of a scale: its answers from best to worst, and from which one an item is met."""
    scale = nodes.entries(drafted.edition, "scales")[scale_id]
    stored = _scale_values(scale)
    rows = rows_in(form.values, "options") if form else range(len(nodes.items(scale, "options")) + 1)
    used = scale_is_used(drafted, scale_id)
    return Part(
        draft=draft,
        drafted=drafted,
        parts=("edition.scales",),
        heading=gettext("Thang trả lời: %(answers)s", answers=scale_words(scale)),
        lead=gettext("Các câu trả lời, từ tốt nhất đến kém nhất. Xoá hết chữ của một dòng để bỏ dòng đó."),
        sections=(
            *(_option_section(number, place, drafted) for place, number in enumerate(rows, start=1)),
            Section(
                gettext("Thế nào là đạt?"),
                (
                    Field(
                        "met_from",
                        "select",
                        gettext("Câu trả lời thấp nhất còn được coi là đạt"),
                        choices=tuple(
                            Choice(nodes.said(one, "id"), words_of(nodes.get(one, "label")))
                            for one in nodes.items(scale, "options")[:-1]
                        ),
                    ),
                ),
            ),
        ),
        stored=stored,
        form=form or Form(stored),
        extra={
            "remove_url": None
            if used
            else url_for("compose.remove_scale", draft_id=draft.id, scale_id=scale_id)
        },
    )


def scale_is_used(drafted: Drafted, scale_id: str) -> bool:
    """Say whether any item is answered on a scale, or all are by default."""
    if nodes.said(drafted.edition, "defaults", "scale") == scale_id:
        return True
    criteria = [one for group in drafted.groups for one in criteria_of(group)]
    asked = [*criteria, *(one for criterion in criteria for one in indicators_of(criterion))]
    return any(nodes.said(one, "scale") == scale_id for one in asked)


def has_levels(drafted: Drafted) -> bool:
    return nodes.said(drafted.edition, "rule", "method") == "levels"


def _option_section(number: int, place: int, drafted: Drafted) -> Section:
    name = f"options.{number}"
    level = Field(
        f"{name}.level",
        "number",
        gettext("Mức"),
        gettext("Chỉ khi mỗi câu trả lời ứng với một mức."),
        optional=True,
    )
    return Section(
        gettext("Câu trả lời %(number)s", number=place),
        (
            Field(f"{name}.id", "hidden"),
            Field(f"{name}.label", "pair", gettext("Lời của câu trả lời")),
            Field(f"{name}.points", "number", gettext("Số điểm")),
            *((level,) if has_levels(drafted) else ()),
        ),
        key=name,
        is_row=True,
    )


def _scale_values(scale: Node) -> Values:
    found = {"met_from": nodes.said(scale, "met_from")}
    for number, one in enumerate(nodes.items(scale, "options")):
        found |= {
            f"options.{number}.id": nodes.said(one, "id"),
            f"options.{number}.points": number_value(nodes.get(one, "points")),
            f"options.{number}.level": nodes.said(one, "level"),
            **two_values(f"options.{number}.label", nodes.get(one, "label")),
        }
    return found


def scale_edit(drafted: Drafted, scale_id: str, form: Form) -> Edit:
    """Return the change that the form of a scale asks for."""
    rows = [
        number
        for number in rows_in(form.values, "options")
        if form.has(f"options.{number}.label.vi", f"options.{number}.label.en", f"options.{number}.points")
    ]
    ids = {form.get(f"options.{number}.id") for number in rows}
    options: list[Node] = []
    for number in rows:
        id_ = form.get(f"options.{number}.id") or unused_id("o", ids, digits=1)
        ids.add(id_)
        options.append(
            nodes.mapping(
                {
                    "id": nodes.words(id_),
                    "points": form.number(f"options.{number}.points") or nodes.words(""),
                    "label": form.two(f"options.{number}.label"),
                    "level": form.whole(f"options.{number}.level") if has_levels(drafted) else None,
                }
            )
        )
    scale = nodes.mapping({"options": nodes.listing(options), "met_from": nodes.words(form.get("met_from"))})
    return lambda now: with_scale(now, scale_id, scale)


def with_scale(drafted: Drafted, scale_id: str, scale: Node | None) -> Drafted:
    """Add, change or remove a scale."""
    known: Mapping[str, Node | None] = {**nodes.entries(drafted.edition, "scales"), scale_id: scale}
    return drafted.with_edition({"scales": nodes.mapping(known)})

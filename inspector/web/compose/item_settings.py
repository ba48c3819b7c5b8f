"""What a criterion and an indicator both say of how they are rated: fields, values, nodes."""

from collections.abc import Mapping

from flask_babel import gettext

from inspector.criteria import nodes
from inspector.criteria.drafted import Drafted
from inspector.criteria.strict_yaml import MapNode, Node
from inspector.web.compose.edition_pages import has_levels, scale_choices, scale_words
from inspector.web.compose.form import (
    Choice,
    Field,
    Form,
    Section,
    Values,
    condition_value,
    easier_value,
    number_value,
    two_values,
)
from inspector.web.compose.page import words_of


def setting_values(node: Node, drafted: Drafted) -> Values:
    """Return the values of the fields of `answer_section` and `rating_section`."""
    facts = drafted.vocabulary.facts or {}
    evidence = nodes.items(node, "evidence")
    lines = [two_values("x", one) for one in evidence]
    has_english = any(one["x.en"] for one in lines)
    return {
        "answer": _answer_value(node),
        "score.max": number_value(nodes.get(node, "score", "max")),
        "score.step": number_value(nodes.get(node, "score", "step")),
        "score.met_from": number_value(nodes.get(node, "score", "met_from")),
        "measure.unit": nodes.said(node, "measure", "unit"),
        "measure.at_least": number_value(nodes.get(node, "measure", "at_least")),
        "measure.at_most": number_value(nodes.get(node, "measure", "at_most")),
        "measure.report_only": "y" if nodes.is_true(node, "measure", "report_only") else "",
        "measure.easier": easier_value(nodes.get(node, "measure", "easier"), facts),
        "level": nodes.said(node, "level"),
        "applies_if": condition_value(nodes.get(node, "applies_if"), facts),
        "na": nodes.said(node, "na"),
        "weight": number_value(nodes.get(node, "weight")),
        "effort_days": number_value(nodes.get(node, "effort_days")),
        "fixable": "y" if nodes.said(node, "fixable") == "false" else "",
        "evidence.vi": "\n".join(one["x.vi"] for one in lines),
        "evidence.en": "\n".join(one["x.en"] or one["x.vi"] for one in lines) if has_english else "",
        **two_values("guidance", nodes.get(node, "guidance")),
    }


def _answer_value(node: Node) -> str:
    if nodes.get(node, "score") is not None:
        return "score"
    if nodes.get(node, "measure") is not None:
        return "measure"
    scale = nodes.said(node, "scale")
    return f"scale:{scale}" if scale else ""


def answer_section(drafted: Drafted) -> Section:
    """Return the fields that say how an item is answered."""
    default = nodes.said(drafted.edition, "defaults", "scale")
    usual = nodes.get(drafted.edition, "scales", default)
    others = [one for one in scale_choices(drafted) if one.value != default]
    return Section(
        gettext("Trả lời thế nào?"),
        (
            Field(
                "answer",
                "radios",
                gettext("Cách trả lời"),
                choices=(
                    Choice(
                        "",
                        gettext("Như thường lệ: %(scale)s", scale=scale_words(usual) if usual else default),
                    ),
                    *(Choice(f"scale:{one.value}", one.text) for one in others),
                    Choice("score", gettext("Cho điểm, ví dụ từ 0 đến 5")),
                    Choice("measure", gettext("Nhập số liệu, ví dụ tỷ lệ %")),
                ),
            ),
            Field("score.max", "number", gettext("Cho điểm: điểm tối đa"), only="score"),
            Field("score.step", "number", gettext("Cho điểm: mỗi bước"), gettext("Ví dụ 0,5"), only="score"),
            Field("score.met_from", "number", gettext("Cho điểm: đạt từ"), only="score"),
            Field(
                "measure.unit",
                "input",
                gettext("Số liệu: đơn vị"),
                gettext("Ví dụ %, m², lần"),
                only="measure",
            ),
            Field("measure.at_least", "number", gettext("Số liệu: đạt khi từ … trở lên"), only="measure"),
            Field("measure.at_most", "number", gettext("Số liệu: đạt khi không quá …"), only="measure"),
            Field(
                "measure.report_only",
                "check",
                gettext("Số liệu: chỉ ghi nhận, không tính đạt hay chưa đạt"),
                only="measure",
            ),
            Field(
                "measure.easier",
                "area",
                gettext("Số liệu: giới hạn dễ hơn cho một số trường"),
                gettext("Mỗi dòng một điều kiện và giới hạn, ví dụ hard_area = yes: >= 40"),
                rows=2,
                only="measure",
            ),
        ),
        key="answer",
    )


def level_field(drafted: Drafted, *, optional: bool) -> tuple[Field, ...]:
    """Return the field for the level of an item, where the rule has levels."""
    if not has_levels(drafted):
        return ()
    levels = nodes.items(drafted.edition, "rule", "levels")
    choices = [Choice(nodes.said(one, "id"), words_of(nodes.get(one, "label"))) for one in levels]
    hint = gettext("Bỏ trống khi câu trả lời đã mang mức.")
    return (
        Field(
            "level",
            "select",
            gettext("Thuộc mức"),
            hint,
            optional=optional,
            choices=(Choice("", "–"), *choices),
        ),
    )


def help_section() -> Section:
    """Return the fields that help whoever rates."""
    return Section(
        gettext("Minh chứng và hướng dẫn"),
        (
            Field(
                "evidence",
                "pair_area",
                gettext("Minh chứng gợi ý"),
                gettext("Mỗi dòng một minh chứng."),
                optional=True,
                rows=3,
            ),
            Field("guidance", "pair_area", gettext("Hướng dẫn thêm"), optional=True, rows=2),
        ),
    )


def rating_section(drafted: Drafted) -> Section:
    """Return the fields that say for whom an item applies and how much it weighs."""
    by_points = nodes.said(drafted.edition, "rule", "method") == "points"
    weight = Field(
        "weight", "number", gettext("Trọng số"), gettext("Để trống: như mọi mục khác."), optional=True
    )
    return Section(
        gettext("Áp dụng, trọng số, khắc phục"),
        (
            Field(
                "applies_if",
                "input",
                gettext("Chỉ áp dụng khi"),
                gettext(
                    "Để trống: mọi trường. Ví dụ meals = cooked. Danh sách thông tin trường ở cuối trang."
                ),
                optional=True,
            ),
            Field(
                "na",
                "select",
                gettext("Có được chọn “Không áp dụng” không?"),
                choices=(
                    Choice("", gettext("Như thường lệ")),
                    Choice("allowed", gettext("Được, kèm lý do")),
                    Choice("forbidden", gettext("Không")),
                ),
                optional=True,
            ),
            *((weight,) if by_points else ()),
            Field(
                "effort_days",
                "number",
                gettext("Số ngày làm việc để khắc phục"),
                gettext("Để trống: như mọi mục khác."),
                optional=True,
            ),
            Field(
                "fixable",
                "check",
                gettext("Trường không tự khắc phục được (ví dụ diện tích đất)"),
                optional=True,
            ),
        ),
        folded=True,
    )


def setting_nodes(form: Form, drafted: Drafted, before: Node) -> dict[str, Node | None]:
    """Return what the fields say, by key of the file format; None removes a key."""
    facts = drafted.vocabulary.facts or {}
    by_points = nodes.said(drafted.edition, "rule", "method") == "points"
    return {
        **_answer_nodes(form, drafted),
        "level": form.whole("level") if has_levels(drafted) else None,
        "applies_if": form.condition("applies_if", facts),
        "na": form.words("na"),
        "weight": form.number("weight") if by_points else nodes.get(before, "weight"),
        "effort_days": form.number("effort_days"),
        "fixable": nodes.truth(False) if form.get("fixable") else None,
        "evidence": _evidence(form),
        "guidance": form.two_or_none("guidance"),
    }


def _answer_nodes(form: Form, drafted: Drafted) -> Mapping[str, Node | None]:
    answer = form.get("answer")
    found: dict[str, Node | None] = {"scale": None, "score": None, "measure": None}
    if answer.startswith("scale:"):
        found["scale"] = nodes.words(answer.removeprefix("scale:"))
    elif answer == "score":
        for name, why in (
            ("score.max", gettext("Ghi điểm tối đa")),
            ("score.step", gettext("Ghi mỗi bước bao nhiêu điểm")),
            ("score.met_from", gettext("Ghi đạt từ bao nhiêu điểm")),
        ):
            if not form.get(name):
                form.refuse(name, why)
        found["score"] = nodes.mapping(
            {key: form.number(f"score.{key}") for key in ("max", "step", "met_from")}
        )
    elif answer == "measure":
        found["measure"] = _measure(form, drafted)
    return found


def _measure(form: Form, drafted: Drafted) -> MapNode:
    if not form.get("measure.unit"):
        form.refuse("measure.unit", gettext("Ghi đơn vị đo, ví dụ %, m², lần"))
    unit = nodes.words(form.get("measure.unit"))
    if form.get("measure.report_only"):
        return nodes.mapping({"unit": unit, "report_only": nodes.truth(True)})
    if not form.has("measure.at_least", "measure.at_most"):
        form.refuse(
            "measure.at_least", gettext("Ghi giới hạn dưới hoặc giới hạn trên, hoặc chọn chỉ ghi nhận")
        )
    return nodes.mapping(
        {
            "unit": unit,
            "at_least": form.number("measure.at_least"),
            "at_most": form.number("measure.at_most"),
            "easier": form.easier("measure.easier", drafted.vocabulary.facts or {}),
        }
    )


def _evidence(form: Form) -> Node | None:
    """Return the lines of evidence; English line by line beside the Vietnamese, or none at all."""
    vi = [one.strip() for one in form.get("evidence.vi").split("\n") if one.strip()]
    en = [one.strip() for one in form.get("evidence.en").split("\n") if one.strip()]
    if en and len(en) != len(vi):
        form.refuse(
            "evidence.en",
            gettext(
                "Tiếng Việt có %(vi)s dòng, tiếng Anh có %(en)s dòng. Viết mỗi dòng ứng với một dòng.",
                vi=len(vi),
                en=len(en),
            ),
        )
        return None
    return nodes.listing(nodes.two(*pair) for pair in zip(vi, en or vi, strict=True)) if vi else None

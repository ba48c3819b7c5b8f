"""How an edition comes to its conclusion: the method, and only what the chosen one needs."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Literal

from flask_babel import gettext

from inspector.criteria import nodes
from inspector.criteria.drafted import Drafted, unused_id
from inspector.criteria.strict_yaml import Kind, MapNode, Node, ScalarNode
from inspector.store.tables import EditionDraft
from inspector.web.assess.words import shown_number
from inspector.web.compose.edition_pages import Edit
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

Method = Literal["points", "count", "levels", "none"]
METHODS: tuple[Method, ...] = ("points", "count", "levels", "none")
RULE = ("edition.rule",)
MORE_ROWS = 1


def method_choices() -> tuple[Choice, ...]:
    """Return the methods in words."""
    return (
        Choice("points", gettext("Theo phần trăm điểm"), gettext("Ví dụ từ 80 % trở lên là Đạt.")),
        Choice("count", gettext("Theo số tiêu chí đạt"), gettext("Ví dụ đạt 40 trên 50 tiêu chí.")),
        Choice(
            "levels",
            gettext("Theo mức"),
            gettext("Như kiểm định: mỗi chỉ báo thuộc một mức, đạt hết mức 1 rồi mới xét mức 2."),
        ),
        Choice("none", gettext("Không xếp loại"), gettext("Chỉ đếm, không kết luận.")),
    )


def rule_part(draft: EditionDraft, drafted: Drafted, wanted: str | None, form: Form | None) -> Part:
    """Return the page of the rule; `wanted`: the method that is tried, where it is not that of the draft."""
    current = nodes.said(drafted.edition, "rule", "method")
    method = _method(wanted, current)
    rule = nodes.get(drafted.edition, "rule") if method == current else _beginning(method)
    stored = {"method": method, **_values(method, rule, drafted)}
    return Part(
        draft=draft,
        drafted=drafted,
        parts=RULE,
        heading=gettext("Cách xếp loại"),
        lead=gettext("Từ các câu trả lời, bộ này kết luận thế nào?"),
        sections=_sections(method, rule, form),
        stored=stored,
        form=form or Form(stored),
        facts=fact_lines(drafted) if method == "count" else (),
        template="compose/rule.html",
        extra={"method": method, "methods": method_choices(), "is_other": method != current},
    )


def _method(*wanted: str | None) -> Method:
    """Return the first of the words that is a method."""
    return next((known for word in wanted for known in METHODS if known == word), "none")


def _beginning(method: Method) -> MapNode:
    """Return what a method begins with when it is chosen."""
    low, high = nodes.two("Chưa đạt", "Not met"), nodes.two("Đạt", "Met")

    def outcome(id_: str, label: MapNode, start: str = "") -> MapNode:
        from_ = nodes.number(start) if start else None
        return nodes.mapping({"id": nodes.words(id_), "from": from_, "label": label})

    found: dict[str, Node | None] = {"method": nodes.words(method)}
    if method == "points":
        found["groups"] = nodes.words("pooled")
        found["bands"] = nodes.listing([outcome("fail", low, "0"), outcome("pass", high, "80")])
        found["mandatory_unmet"] = nodes.mapping({"at_most": nodes.words("fail")})
    elif method == "count":
        found["outcomes"] = nodes.listing([outcome("fail", low), outcome("pass", high)])
        need = nodes.mapping({"share": nodes.number("0.8")})
        found["variants"] = nodes.listing([nodes.mapping({"reach": nodes.mapping({"pass": need})})])
    elif method == "levels":
        found["below"] = nodes.mapping({"label": nodes.two("Không đạt", "Not met")})
        found["levels"] = nodes.listing(
            nodes.mapping({"id": nodes.number(str(one)), "label": nodes.two(f"Mức {one}", f"Level {one}")})
            for one in (1, 2)
        )
        found["reach"] = nodes.listing(
            nodes.mapping({"level": nodes.number(str(one)), "all": nodes.truth(True)}) for one in (1, 2)
        )
    return nodes.mapping(found)


# ---- fields


def _sections(method: Method, rule: Node | None, form: Form | None) -> tuple[Section, ...]:
    if method == "points":
        return _points_sections(rule, form)
    if method == "count":
        return _count_sections(rule, form)
    return _levels_sections(rule, form) if method == "levels" else ()


def _rows(name: str, rule: Node | None, form: Form | None, more: int = MORE_ROWS) -> Sequence[int]:
    return rows_in(form.values, name) if form else range(len(nodes.items(rule, name)) + more)


def outcome_choices(rule: Node | None) -> list[Choice]:
    """Return the outcomes of a rule, from the lowest up, as it is stored."""
    if nodes.said(rule, "method") == "levels":
        below = Choice("0", words_of(nodes.get(rule, "below", "label")))
        return [below, *(_choice(one) for one in nodes.items(rule, "levels"))]
    listed = nodes.items(rule, "bands") or nodes.items(rule, "outcomes")
    return [_choice(one) for one in listed]


def _choice(outcome: Node) -> Choice:
    return Choice(nodes.said(outcome, "id"), words_of(nodes.get(outcome, "label")))


def _cap_field(rule: Node | None, nothing: str) -> Field:
    return Field(
        "mandatory_unmet.at_most",
        "select",
        gettext("Khi một tiêu chí bắt buộc chưa đạt, kết quả cao nhất là"),
        choices=(*([Choice("", nothing)] if nothing else ()), *outcome_choices(rule)),
    )


def _points_sections(rule: Node | None, form: Form | None) -> tuple[Section, ...]:
    rows = _rows("bands", rule, form)
    return (
        Section(
            gettext("Các loại, từ thấp lên cao"),
            hint=gettext("Loại thấp nhất bắt đầu từ 0. Xoá hết chữ của một dòng để bỏ dòng đó."),
            key="bands",
        ),
        *(
            Section(
                gettext("Loại %(number)s", number=place),
                (
                    Field(f"bands.{number}.id", "hidden"),
                    Field(f"bands.{number}.label", "pair", gettext("Tên gọi")),
                    Field(f"bands.{number}.from", "number", gettext("Từ"), suffix="%"),
                    *(
                        (
                            Field(
                                f"bands.{number}.floor",
                                "number",
                                gettext("Mỗi nhóm phải đạt ít nhất"),
                                optional=True,
                                suffix="%",
                            ),
                        )
                        if place > 1
                        else ()
                    ),
                ),
                key=f"bands.{number}",
                is_row=True,
            )
            for place, number in enumerate(rows, start=1)
        ),
        Section(
            gettext("Cách tính"),
            (
                Field(
                    "groups",
                    "radios",
                    gettext("Phần trăm chung tính từ đâu?"),
                    choices=(
                        Choice("pooled", gettext("Từ tất cả các mục cùng lúc")),
                        Choice("weighted", gettext("Từ phần trăm của từng nhóm, theo trọng số nhóm")),
                    ),
                ),
                _cap_field(rule, gettext("Không giới hạn")),
            ),
        ),
    )


def _count_sections(rule: Node | None, form: Form | None) -> tuple[Section, ...]:
    outcomes = _rows("outcomes", rule, form)
    variants = _rows("variants", rule, form, more=1)
    above = outcome_choices(rule)[1:]
    return (
        Section(
            gettext("Các loại, từ thấp lên cao"),
            hint=gettext("Loại thấp nhất là khi không đạt loại nào khác. Xoá hết chữ để bỏ một dòng."),
            key="outcomes",
        ),
        *(
            Section(
                gettext("Loại %(number)s", number=place),
                (
                    Field(f"outcomes.{number}.id", "hidden"),
                    Field(f"outcomes.{number}.label", "pair", gettext("Tên gọi")),
                ),
                key=f"outcomes.{number}",
                is_row=True,
            )
            for place, number in enumerate(outcomes, start=1)
        ),
        Section(
            gettext("Cần bao nhiêu tiêu chí đạt?"),
            hint=gettext(
                "Dòng đầu tiên có điều kiện đúng với trường được dùng. Ghi “đạt … trên …” hoặc ghi tỷ lệ. "
                "Loại mới thêm ở trên hiện ra ở đây sau khi lưu."
            ),
            key="variants",
        ),
        *(_variant_section(number, place, above) for place, number in enumerate(variants, start=1)),
        Section(
            gettext("Cách tính"),
            (
                Field(
                    "not_applicable",
                    "radios",
                    gettext("Khi có tiêu chí không áp dụng"),
                    choices=(
                        Choice("scale", gettext("Số cần đạt giảm theo tỷ lệ")),
                        Choice("keep", gettext("Số cần đạt giữ nguyên")),
                    ),
                ),
                _cap_field(rule, ""),
            ),
        ),
    )


def _variant_section(number: int, place: int, above: Sequence[Choice]) -> Section:
    name = f"variants.{number}"
    fields = [
        Field(
            f"{name}.when",
            "input",
            gettext("Dùng cho trường có đặc điểm"),
            gettext("Để trống: mọi trường còn lại. Ví dụ setting = school"),
            optional=True,
        )
    ]
    for one in above:
        reach = f"{name}.reach.{one.value}"
        fields += [
            Field(
                f"{reach}.at_least",
                "number",
                gettext("“%(outcome)s”: số tiêu chí đạt", outcome=one.text),
                optional=True,
            ),
            Field(
                f"{reach}.of",
                "number",
                gettext("“%(outcome)s”: trên tổng số", outcome=one.text),
                optional=True,
            ),
            Field(
                f"{reach}.share",
                "number",
                gettext("“%(outcome)s”: hoặc tỷ lệ đạt", outcome=one.text),
                optional=True,
                suffix="%",
            ),
        ]
    return Section(gettext("Yêu cầu %(number)s", number=place), tuple(fields), key=name, is_row=True)


def _levels_sections(rule: Node | None, form: Form | None) -> tuple[Section, ...]:
    rows = _rows("levels", rule, form, more=1)
    return (
        Section(fields=(Field("below.label", "pair", gettext("Tên gọi khi chưa đạt mức nào")),)),
        Section(
            gettext("Các mức, từ thấp lên cao"),
            hint=gettext("Xoá hết chữ của mức cuối để bỏ mức đó."),
            key="levels",
        ),
        *(_level_section(number, place) for place, number in enumerate(rows, start=1)),
    )


def _level_section(number: int, place: int) -> Section:
    name, reach = f"levels.{number}", f"reach.{number}"
    return Section(
        gettext("Mức %(number)s", number=place),
        (
            Field(f"{name}.label", "pair", gettext("Tên gọi")),
            Field(
                f"{reach}.kind",
                "radios",
                gettext("Trường đạt mức này khi"),
                choices=(
                    Choice("all", gettext("Mọi tiêu chí đạt mức này")),
                    Choice("mandatory", gettext("Mọi tiêu chí bắt buộc và một số tiêu chí khác đạt mức này")),
                ),
            ),
            Field(
                f"{reach}.others_at_least",
                "number",
                gettext("Số tiêu chí khác cần đạt mức này"),
                only="mandatory",
            ),
            Field(
                f"{reach}.rest_at_least",
                "number",
                gettext("Mọi tiêu chí còn lại ít nhất ở mức"),
                gettext("Để trống: không yêu cầu."),
                optional=True,
                only="mandatory",
            ),
            Field(
                f"recognitions.{number}.title",
                "pair",
                gettext("Danh hiệu được công nhận ở mức này"),
                optional=True,
            ),
        ),
        key=name,
        is_row=True,
    )


# ---- values


def _values(method: Method, rule: Node | None, drafted: Drafted) -> Values:
    if method == "points":
        return _points_values(rule)
    if method == "count":
        return _count_values(rule, drafted)
    return _levels_values(rule) if method == "levels" else {}


def _points_values(rule: Node | None) -> Values:
    found = {
        "groups": nodes.said(rule, "groups"),
        "mandatory_unmet.at_most": nodes.said(rule, "mandatory_unmet", "at_most"),
    }
    for number, band in enumerate(nodes.items(rule, "bands")):
        id_ = nodes.said(band, "id")
        found |= {
            f"bands.{number}.id": id_,
            f"bands.{number}.from": number_value(nodes.get(band, "from")),
            f"bands.{number}.floor": number_value(nodes.get(rule, "group_floor", id_)),
            **two_values(f"bands.{number}.label", nodes.get(band, "label")),
        }
    return found


def _count_values(rule: Node | None, drafted: Drafted) -> Values:
    outcomes = nodes.items(rule, "outcomes")
    lowest = nodes.said(outcomes[0], "id") if outcomes else ""
    found = {
        "not_applicable": nodes.said(rule, "not_applicable") or "scale",
        "mandatory_unmet.at_most": nodes.said(rule, "mandatory_unmet", "at_most") or lowest,
    }
    for number, one in enumerate(outcomes):
        found[f"outcomes.{number}.id"] = nodes.said(one, "id")
        found |= two_values(f"outcomes.{number}.label", nodes.get(one, "label"))
    for number, variant in enumerate(nodes.items(rule, "variants")):
        name = f"variants.{number}"
        found[f"{name}.when"] = condition_value(nodes.get(variant, "when"), drafted.vocabulary.facts or {})
        for outcome, need in nodes.entries(variant, "reach").items():
            found[f"{name}.reach.{outcome}.at_least"] = number_value(nodes.get(need, "at_least"))
            found[f"{name}.reach.{outcome}.of"] = number_value(nodes.get(need, "of"))
            found[f"{name}.reach.{outcome}.share"] = _as_percent(nodes.get(need, "share"))
    return found


def _as_percent(share: Node | None) -> str:
    if not isinstance(share, ScalarNode) or nodes.number(share.text).kind is not Kind.NUMBER:
        return nodes.said(share)
    percent = (Decimal(share.text) * 100).normalize()
    return shown_number(f"{percent:f}")


def _levels_values(rule: Node | None) -> Values:
    found = two_values("below.label", nodes.get(rule, "below", "label"))
    reach = {nodes.said(one, "level"): one for one in nodes.items(rule, "reach")}
    titles = {nodes.said(one, "level"): one for one in nodes.items(rule, "recognitions")}
    for number, one in enumerate(nodes.items(rule, "levels")):
        id_ = nodes.said(one, "id")
        need = reach.get(id_)
        found |= {
            **two_values(f"levels.{number}.label", nodes.get(one, "label")),
            f"reach.{number}.kind": "all" if nodes.is_true(need, "all") else "mandatory",
            f"reach.{number}.others_at_least": nodes.said(need, "others_at_least"),
            f"reach.{number}.rest_at_least": nodes.said(need, "rest_at_least"),
            **two_values(f"recognitions.{number}.title", nodes.get(titles.get(id_), "title")),
        }
    return found


# ---- nodes


def rule_edit(drafted: Drafted, form: Form) -> Edit:
    """Return the change that the form of the rule asks for; gates stay as they are."""
    method = form.get("method")
    made: Mapping[str, Node | None] = {}
    if method == "points":
        made = _points_node(form)
    elif method == "count":
        made = _count_node(form, drafted)
    elif method == "levels":
        made = _levels_node(form)
    gates = nodes.get(drafted.edition, "rule", "gates")
    rule = nodes.mapping(
        {"method": nodes.words(method if method in METHODS else "none"), **made, "gates": gates}
    )
    return lambda now: now.with_edition({"rule": rule})


def _given_rows(form: Form, name: str, *fields: str) -> list[int]:
    return [
        number
        for number in rows_in(form.values, name)
        if form.has(*(f"{name}.{number}.{field}" for field in fields))
    ]


def _ids(form: Form, name: str, rows: Sequence[int], start: str) -> dict[int, str]:
    taken = {form.get(f"{name}.{number}.id") for number in rows}
    found: dict[int, str] = {}
    for number in rows:
        id_ = form.get(f"{name}.{number}.id") or unused_id(start, taken, digits=1)
        taken.add(id_)
        found[number] = id_
    return found


def _points_node(form: Form) -> Mapping[str, Node | None]:
    rows = _given_rows(form, "bands", "label.vi", "label.en", "from")
    ids = _ids(form, "bands", rows, "band")
    bands = [
        nodes.mapping(
            {
                "id": nodes.words(ids[number]),
                "from": form.number(f"bands.{number}.from") or nodes.words(""),
                "label": form.two(f"bands.{number}.label"),
            }
        )
        for number in rows
    ]
    floors = {ids[number]: form.number(f"bands.{number}.floor") for number in rows}
    given = {id_: floor for id_, floor in floors.items() if floor is not None}
    return {
        "groups": nodes.words("weighted" if form.get("groups") == "weighted" else "pooled"),
        "bands": nodes.listing(bands),
        "group_floor": nodes.mapping(given) if given else None,
        "mandatory_unmet": _cap(form, set(ids.values())),
    }


def _cap(form: Form, known: set[str]) -> Node | None:
    """Return the cap of unmet mandatory criteria; one whose outcome was just removed goes with it."""
    at_most = form.get("mandatory_unmet.at_most")
    return nodes.mapping({"at_most": nodes.words(at_most)}) if at_most in known else None


def _count_node(form: Form, drafted: Drafted) -> Mapping[str, Node | None]:
    rows = _given_rows(form, "outcomes", "label.vi", "label.en")
    ids = _ids(form, "outcomes", rows, "outcome")
    outcomes = [
        nodes.mapping({"id": nodes.words(ids[number]), "label": form.two(f"outcomes.{number}.label")})
        for number in rows
    ]
    variants = [
        nodes.mapping(
            {
                "when": form.condition(f"variants.{number}.when", drafted.vocabulary.facts or {}),
                "reach": reach,
            }
        )
        for number in rows_in(form.values, "variants")
        if (reach := _reach(form, f"variants.{number}.reach", list(ids.values())[1:])).entries
        or form.get(f"variants.{number}.when")
    ]
    at_most = _cap(form, set(ids.values()))
    return {
        "outcomes": nodes.listing(outcomes),
        "variants": nodes.listing(variants),
        "not_applicable": nodes.words("keep") if form.get("not_applicable") == "keep" else None,
        "mandatory_unmet": at_most,
    }


def _reach(form: Form, name: str, outcomes: Sequence[str]) -> MapNode:
    found: dict[str, Node] = {}
    for outcome in outcomes:
        need = nodes.mapping(
            {
                "at_least": form.whole(f"{name}.{outcome}.at_least"),
                "of": form.whole(f"{name}.{outcome}.of"),
                "share": _as_share(form, f"{name}.{outcome}.share"),
            }
        )
        if need.entries:
            found[outcome] = need
    return nodes.mapping(found)


def _as_share(form: Form, name: str) -> ScalarNode | None:
    percent = form.number(name)
    if percent is None or percent.kind is not Kind.NUMBER:
        return percent
    share = (Decimal(percent.text) / 100).normalize()
    found = nodes.number(f"{share:f}")
    if not 0 < share <= 1 or found.kind is not Kind.NUMBER:
        form.refuse(name, gettext("Ghi một tỷ lệ trên 0 và không quá 100"))
    return found


def _levels_node(form: Form) -> Mapping[str, Node | None]:
    rows = _given_rows(form, "levels", "label.vi", "label.en")
    levels, reach, recognitions = [], [], []
    for level, number in enumerate(rows, start=1):
        id_ = nodes.number(str(level))
        levels.append(nodes.mapping({"id": id_, "label": form.two(f"levels.{number}.label")}))
        reach.append(_level_need(form, f"reach.{number}", id_))
        title = form.two_or_none(f"recognitions.{number}.title")
        if title is not None:
            recognitions.append(nodes.mapping({"level": id_, "title": title}))
    return {
        "below": nodes.mapping({"label": form.two("below.label")}),
        "levels": nodes.listing(levels),
        "reach": nodes.listing(reach),
        "recognitions": nodes.listing(recognitions) if recognitions else None,
    }


def _level_need(form: Form, name: str, level: ScalarNode) -> MapNode:
    if form.get(f"{name}.kind") != "mandatory":
        return nodes.mapping({"level": level, "all": nodes.truth(True)})
    return nodes.mapping(
        {
            "level": level,
            "mandatory": nodes.words("all"),
            "others_at_least": form.whole(f"{name}.others_at_least") or nodes.number("0"),
            "rest_at_least": form.whole(f"{name}.rest_at_least"),
        }
    )


# ---- gates


def gates_part(draft: EditionDraft, drafted: Drafted, form: Form | None) -> Part:
    """Return the page of the gates: what must not have happened."""
    rule = nodes.get(drafted.edition, "rule")
    gates = nodes.items(rule, "gates")
    facts = drafted.vocabulary.facts or {}
    stored: Values = {}
    for number, gate in enumerate(gates):
        stored |= {
            f"gates.{number}.id": nodes.said(gate, "id"),
            f"gates.{number}.at_most": nodes.said(gate, "at_most"),
            f"gates.{number}.applies_if": condition_value(nodes.get(gate, "applies_if"), facts),
            **two_values(f"gates.{number}.text", nodes.get(gate, "text")),
        }
    rows = rows_in(form.values, "gates") if form else range(len(gates) + MORE_ROWS)
    return Part(
        draft=draft,
        drafted=drafted,
        parts=RULE,
        heading=gettext("Điều kiện loại"),
        lead=gettext(
            "Những việc đã xảy ra thì kết quả bị giới hạn, dù các tiêu chí khác tốt. "
            "Ví dụ: có trẻ bị tai nạn phải nằm viện."
        ),
        sections=[
            _gate_section(number, place, outcome_choices(rule)) for place, number in enumerate(rows, start=1)
        ],
        stored=stored,
        form=form or Form(stored),
        facts=fact_lines(drafted),
    )


def _gate_section(number: int, place: int, outcomes: Sequence[Choice]) -> Section:
    name = f"gates.{number}"
    lowest = Choice("", gettext("Loại thấp nhất"))
    cap = Field(
        f"{name}.at_most", "select", gettext("Khi xảy ra, kết quả cao nhất là"), choices=(lowest, *outcomes)
    )
    return Section(
        gettext("Điều kiện %(number)s", number=place),
        (
            Field(f"{name}.id", "hidden"),
            Field(f"{name}.text", "pair_area", gettext("Việc đã xảy ra"), rows=2),
            *((cap,) if outcomes else ()),
            Field(f"{name}.applies_if", "input", gettext("Chỉ hỏi trường có đặc điểm"), optional=True),
        ),
        key=name,
        is_row=True,
    )


def gates_edit(drafted: Drafted, form: Form) -> Edit:
    """Return the change that the form of the gates asks for."""
    rows = _given_rows(form, "gates", "text.vi", "text.en")
    stored = {nodes.said(one, "id") for one in nodes.items(drafted.edition, "rule", "gates")}
    taken = set(drafted.ids)
    gates = []
    for number in rows:
        id_ = form.get(f"gates.{number}.id")
        if id_ not in stored:
            id_ = unused_id("R", taken, digits=1)
        taken.add(id_)
        gates.append(_gate_node(form, f"gates.{number}", id_, drafted))
    rule = nodes.get(drafted.edition, "rule")
    assert isinstance(rule, MapNode)
    changed = nodes.put(rule, {"gates": nodes.listing(gates) if gates else None})
    return lambda now: now.with_edition({"rule": changed})


def _gate_node(form: Form, name: str, id_: str, drafted: Drafted) -> MapNode:
    at_most = form.get(f"{name}.at_most")
    is_level = nodes.said(drafted.edition, "rule", "method") == "levels"
    return nodes.mapping(
        {
            "id": nodes.words(id_),
            "text": form.two(f"{name}.text"),
            "applies_if": form.condition(f"{name}.applies_if", drafted.vocabulary.facts or {}),
            "at_most": (nodes.number(at_most) if is_level else nodes.words(at_most)) if at_most else None,
        }
    )

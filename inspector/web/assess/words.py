"""What states, refusals, answers and bounds are called on pages."""

from collections.abc import Mapping
from decimal import Decimal

from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString

from inspector.criteria.model import (
    NOT_APPLICABLE,
    Bounds,
    Edition,
    FactKind,
    Indicator,
    Measure,
    Provenance,
    Scale,
    Score,
)
from inspector.services.carrying import Because
from inspector.services.saving import LONGEST_TEXT, Refusal
from inspector.web.formatting import number, text
from inspector.workflow.states import Kind, State

STATES: Mapping[State, tuple[LazyString, str]] = {
    State.DRAFT: (lazy_gettext("Nháp"), "active"),
    State.SUBMITTED: (lazy_gettext("Đã nộp"), "done"),
    State.RETURNED: (lazy_gettext("Được trả lại"), "attention"),
    State.ACCEPTED: (lazy_gettext("Đã tiếp nhận"), "done"),
    State.SIGNED: (lazy_gettext("Đã ký"), "done"),
    State.PUT_ASIDE: (lazy_gettext("Đã cất"), "off"),
}
"""Label and kind of tag of each state of an assessment."""

KINDS: Mapping[Kind, LazyString] = {
    Kind.SELF: lazy_gettext("Tự đánh giá"),
    Kind.INSPECTION: lazy_gettext("Đoàn kiểm tra"),
}

WHY_LOCKED: Mapping[State, LazyString] = {
    State.SUBMITTED: lazy_gettext("Phiếu đã nộp nên đang khoá. Rút lại được khi chưa có người mở xem."),
    State.ACCEPTED: lazy_gettext("Phiếu đã được tiếp nhận nên không sửa được nữa."),
    State.SIGNED: lazy_gettext("Biên bản đã ký nên không sửa được nữa."),
    State.PUT_ASIDE: lazy_gettext("Phiếu đã cất nên không sửa được nữa."),
}
"""Why ratings cannot be changed in a state; open states are not here."""

_REFUSALS: Mapping[Refusal, LazyString] = {
    Refusal.LOCKED: lazy_gettext("Phiếu này đã nộp hoặc đã khoá nên không sửa được nữa."),
    Refusal.NOT_BEGUN: lazy_gettext(
        "Cuộc kiểm tra chưa bắt đầu hoặc đã huỷ. Bấm “Bắt đầu kiểm tra” trước khi chấm."
    ),
    Refusal.NOT_YOURS: lazy_gettext("Tài khoản đang đăng nhập không được sửa phiếu này."),
    Refusal.UNKNOWN_ITEM: lazy_gettext("Mục này không có trong phiên bản đang dùng. Mở lại trang."),
    Refusal.UNKNOWN_FIELD: lazy_gettext("Trang đang mở đã cũ. Mở lại trang rồi nhập lại."),
    Refusal.NOT_APPLICABLE_FORBIDDEN: lazy_gettext(
        "Mục này bắt buộc trả lời, không chọn “Không áp dụng” được."
    ),
    Refusal.EMPTY: lazy_gettext("Không có gì để lưu ở mục này."),
}

READ: Mapping[str, LazyString] = {
    "full": lazy_gettext("đã đọc toàn văn"),
    "part": lazy_gettext("đã đọc một phần"),
    "title": lazy_gettext("chỉ biết tên"),
    "none": lazy_gettext("chưa đọc được"),
}

BECAUSE: Mapping[Because, LazyString] = {
    Because.EDITION: lazy_gettext(
        "Mục này đã đổi ở phiên bản đang dùng; câu trả lời lấy từ phiên bản trước."
    ),
    Because.EARLIER: lazy_gettext("Câu trả lời lấy từ lần tự đánh giá trước."),
}
"""Why a rating must be looked at again, in words."""


_WORDINGS: Mapping[str, LazyString] = {
    "official": lazy_gettext("Lời văn chính thức"),
    "restated": lazy_gettext("Lời văn viết lại theo văn bản chính thức"),
    "adapted": lazy_gettext("Bộ tiêu chí do chúng tôi soạn"),
}

_RULES: Mapping[str, LazyString] = {
    "official": lazy_gettext("cách xếp loại chính thức"),
    "proposed": lazy_gettext("cách xếp loại là đề xuất"),
}


def provenance_label(provenance: Provenance) -> str:
    """Say in one line where wording and rule come from."""
    return f"{_WORDINGS[provenance.wording]}, {_RULES[provenance.rule]}"


def state_words(state: State) -> tuple[str, str]:
    """Return the label of a state and the kind of its tag."""
    label, kind = STATES[state]
    return str(label), kind


def refusal_words(refusal: Refusal, indicator: Indicator | None = None) -> str:
    """Say why a change was refused and what to do; of a faulty rating by what its indicator takes."""
    if refusal is Refusal.TOO_LONG:
        return gettext("Viết ngắn lại: mỗi ô tối đa %(most)s ký tự.", most=LONGEST_TEXT)
    if refusal is Refusal.FAULTY_RATING:
        return _what_to_give(indicator)
    return str(_REFUSALS[refusal])


def _what_to_give(indicator: Indicator | None) -> str:
    answer = indicator.answer if indicator else None
    if isinstance(answer, Score):
        most, step = number(answer.max), number(answer.step)
        return gettext("Nhập số điểm từ 0 đến %(most)s, mỗi bước %(step)s.", most=most, step=step)
    if isinstance(answer, Measure):
        return gettext(
            "Nhập một con số, dấu phẩy trước phần thập phân, không quá 6 chữ số sau dấu phẩy, ví dụ 56,5."
        )
    return gettext("Chọn một trong các câu trả lời của mục này.")


def not_negative() -> str:
    """Say that a number below zero cannot be."""
    return gettext("Nhập một số từ 0 trở lên.")


def which_number(whole: str, decimal: str) -> str:
    """Ask which of two numbers is meant."""
    return gettext(
        "Số này là %(whole)s hay %(decimal)s? Nhập lại một trong hai số đó.", whole=whole, decimal=decimal
    )


def rating_words(edition: Edition, item_id: str, value: str | None) -> str | None:
    """Return a stored rating or gate answer as people read it; None for blank."""
    if value is None:
        return None
    if value == NOT_APPLICABLE:
        return gettext("Không áp dụng")
    indicator = edition.indicators.get(item_id)
    if indicator is None:
        return gate_words(value)
    if isinstance(indicator.answer, Scale):
        labels = {one.id: text(one.label) for one in indicator.answer.options}
        return labels.get(value, value)
    unit = indicator.answer.unit if isinstance(indicator.answer, Measure) else gettext("điểm")
    return f"{shown_number(value)} {unit}".strip()


def gate_words(value: str) -> str:
    """Return the answer to a gate in words."""
    return gettext("Có xảy ra") if value == "yes" else gettext("Không xảy ra")


def shown_number(value: str) -> str:
    """Return a stored number as the page writes it: 56.5 as 56,5."""
    try:
        return number(Decimal(value))
    except ArithmeticError:
        return value


def bounds_words(bounds: Bounds, unit: str) -> str:
    """Say what a measured number must be to count as met."""
    low = f"{number(bounds.at_least)} {unit}".strip()
    high = f"{number(bounds.at_most)} {unit}".strip()
    if bounds.at_most is None:
        return gettext("đạt khi từ %(low)s trở lên", low=low)
    if bounds.at_least is None:
        return gettext("đạt khi không quá %(high)s", high=high)
    return gettext("đạt khi từ %(low)s đến %(high)s", low=low, high=high)


def fact_words(kind: FactKind, value: str | None) -> str | None:
    """Return the value of a fact as people read it; None when it is not known."""
    if value is None:
        return None
    if kind.type == "boolean":
        return gettext("Có") if value == "true" else gettext("Không")
    if kind.type == "number":
        return shown_number(value)
    return text(kind.options.get(value)) or value

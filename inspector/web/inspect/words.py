"""What states, kinds, parts and answers of visits and findings are called on pages."""

from collections.abc import Mapping

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from inspector.store.tables.visits import TeamPart, VisitKind
from inspector.workflow.states import Answer, FindingState, Seriousness, VisitState

VISIT_STATES: Mapping[VisitState, tuple[LazyString, str]] = {
    VisitState.PLANNED: (lazy_gettext("Dự kiến"), "open"),
    VisitState.UNDER_WAY: (lazy_gettext("Đang kiểm tra"), "active"),
    VisitState.SIGNED: (lazy_gettext("Đã ký"), "done"),
    VisitState.CANCELLED: (lazy_gettext("Đã huỷ"), "off"),
}
"""Label and kind of tag of each state of a visit."""

VISIT_KINDS: Mapping[VisitKind, LazyString] = {
    VisitKind.PLANNED: lazy_gettext("Kiểm tra theo kế hoạch"),
    VisitKind.THEMATIC: lazy_gettext("Kiểm tra chuyên đề"),
    VisitKind.UNANNOUNCED: lazy_gettext("Kiểm tra đột xuất"),
    VisitKind.RECHECK: lazy_gettext("Phúc tra"),
}

TEAM_PARTS: Mapping[TeamPart, LazyString] = {
    TeamPart.LEADER: lazy_gettext("Trưởng đoàn"),
    TeamPart.SECRETARY: lazy_gettext("Thư ký đoàn"),
    TeamPart.MEMBER: lazy_gettext("Thành viên đoàn"),
}

SERIOUSNESS: Mapping[Seriousness, tuple[LazyString, str]] = {
    Seriousness.IMMEDIATE: (lazy_gettext("Nguy hiểm ngay"), "problem"),
    Seriousness.SERIOUS: (lazy_gettext("Nghiêm trọng"), "attention"),
    Seriousness.MINOR: (lazy_gettext("Nhẹ"), "minor"),
}
"""Label of each seriousness, and how its card is marked."""

FINDING_STATES: Mapping[FindingState, tuple[LazyString, str]] = {
    FindingState.NEW: (lazy_gettext("Mới"), "open"),
    FindingState.REMEDYING: (lazy_gettext("Đang khắc phục"), "active"),
    FindingState.CONTESTED: (lazy_gettext("Trường có ý kiến khác"), "attention"),
    FindingState.REPORTED: (lazy_gettext("Đã báo khắc phục"), "done"),
    FindingState.VERIFIED: (lazy_gettext("Đã xác nhận"), "done"),
}
"""Label and kind of tag of each state of a finding."""

ANSWERS: Mapping[Answer, LazyString] = {
    Answer.ACCEPT: lazy_gettext("Tiếp thu, có kế hoạch khắc phục"),
    Answer.CONTEST: lazy_gettext("Có ý kiến khác"),
    Answer.REPORT_REMEDY: lazy_gettext("Báo đã khắc phục"),
}
"""What a school may say to a finding."""

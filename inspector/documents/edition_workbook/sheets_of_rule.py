"""The sheets of scales and of the rule."""

from collections.abc import Mapping

from inspector.documents.edition_workbook.kinds import Choices, Holds, Sheet, column, texts
from inspector.documents.edition_workbook.sheets_of_criteria import CONDITION_HINT

METHODS: Choices = {
    "points": "tính điểm phần trăm",
    "count": "đếm tiêu chí đạt",
    "levels": "xếp theo mức",
    "none": "không xếp loại",
}
POOLING: Choices = {"pooled": "gộp mọi nhóm", "weighted": "theo trọng số nhóm"}
NOT_APPLICABLE: Choices = {"scale": "giảm theo tỷ lệ", "keep": "giữ nguyên"}
ALL: Choices = {"all": "tất cả"}
EMPTY: Choices = {
    "gates": "không có điều kiện loại",
    "group_floor": "không có mức sàn",
    "recognitions": "không có công nhận",
}
PARTS: Choices = {
    "method": "cách xếp loại",
    "groups": "cách gộp các nhóm",
    "band": "mức kết quả (points)",
    "outcome": "kết quả (count)",
    "variant": "trường hợp (count)",
    "need": "số tiêu chí cần đạt (count)",
    "not_applicable": "khi có tiêu chí không áp dụng (count)",
    "mandatory_unmet": "khi thiếu tiêu chí bắt buộc",
    "below": "tên gọi khi chưa đạt mức 1 (levels)",
    "level": "mức (levels)",
    "reach": "điều kiện đạt mức (levels)",
    "recognition": "công nhận (levels)",
    "gate": "điều kiện loại",
    "empty": "danh sách rỗng (chương trình tự ghi)",
}

SCALES = Sheet(
    "scales",
    "Thang đo",
    (
        column(
            "scale",
            Holds.ID,
            "Mã thang | Scale",
            "Mỗi lựa chọn một dòng, từ tốt nhất đến kém nhất. | An option a row, from best to worst.",
            width=18,
        ),
        column("id", Holds.ID, "Mã lựa chọn | Option", width=18),
        column("points", Holds.NUMBER, "Điểm | Points", "Giảm dần. | Falling.", width=9),
        column(
            "level",
            Holds.LEVEL,
            "Mức | Level",
            "Chỉ khi lựa chọn mang mức. | Where options carry levels.",
            width=9,
        ),
        column(
            "met_from",
            Holds.YES_NO,
            "Đạt từ đây | Met from here",
            "“yes” ở lựa chọn cuối cùng còn tính là đạt. | “yes” at the last option that counts as met.",
            width=14,
        ),
        *texts("label", "Nhãn | Label"),
    ),
    2,
)
RULE = Sheet(
    "rule",
    "Xếp loại",
    (
        column(
            "part",
            Holds.CHOICE,
            "Phần | Part",
            "Ô tô xám: phần này không dùng. | Grey: not used by this part.",
            width=34,
            choices=PARTS,
        ),
        column("id", Holds.ID, "Mã | Id", width=14),
        *texts("text", "Nội dung | Text"),
        column("value", Holds.CHOICE, "Giá trị | Value", width=26),
        column("condition", Holds.CONDITION, "Khi | When", CONDITION_HINT, width=24),
        column(
            "at_most",
            Holds.OUTCOME,
            "Cao nhất chỉ được | At most",
            "Mã kết quả, hoặc số của mức. | An outcome's id or a level.",
            width=14,
        ),
        column("from", Holds.NUMBER, "Từ (%) | From (%)", width=9),
        column("floor", Holds.NUMBER, "Sàn mỗi nhóm (%) | Floor of each group (%)", width=11),
        column(
            "variant",
            Holds.NUMBER,
            "Trường hợp số | Variant",
            "1, 2, …; xét theo thứ tự dòng. | 1, 2, …; tried in the order of rows.",
            width=11,
        ),
        column("at_least", Holds.NUMBER, "Ít nhất | At least", width=9),
        column("of", Holds.NUMBER, "Trên tổng | Of", width=9),
        column("share", Holds.NUMBER, "Hoặc tỷ lệ | Or a share", "Ví dụ 0,8. | Such as 0.8.", width=9),
        column("level", Holds.LEVEL, "Mức | Level", width=9),
        column(
            "all",
            Holds.YES_NO,
            "Tất cả | All",
            "Mọi tiêu chí đạt mức. | Every criterion is at the level.",
            width=10,
        ),
        column(
            "mandatory",
            Holds.CHOICE,
            "Bắt buộc | Mandatory",
            "all: mọi tiêu chí bắt buộc. | all: every mandatory one.",
            width=14,
            choices=ALL,
        ),
        column("others_at_least", Holds.NUMBER, "Tiêu chí khác ít nhất | Others at least", width=11),
        column("rest_at_least", Holds.LEVEL, "Còn lại ít nhất mức | The rest at least at level", width=11),
    ),
    1,
)
# Which columns each part of the rule uses.
PART_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "method": ("value",),
    "groups": ("value",),
    "band": ("id", "text_vi", "text_en", "from", "floor"),
    "outcome": ("id", "text_vi", "text_en"),
    "variant": ("variant", "condition"),
    "need": ("variant", "id", "at_least", "of", "share"),
    "not_applicable": ("value",),
    "mandatory_unmet": ("at_most",),
    "below": ("text_vi", "text_en"),
    "level": ("level", "text_vi", "text_en"),
    "reach": ("level", "all", "mandatory", "others_at_least", "rest_at_least"),
    "recognition": ("level", "text_vi", "text_en"),
    "gate": ("id", "text_vi", "text_en", "condition", "at_most"),
    "empty": ("value",),
}
PART_VALUES: Mapping[str, Choices] = {
    "method": METHODS,
    "groups": POOLING,
    "not_applicable": NOT_APPLICABLE,
    "empty": EMPTY,
}
# The lists of a rule: the part that each of their maps is, and the columns of its keys.
LIST_PARTS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "bands": ("band", {"id": "id", "label": "text", "from": "from"}),
    "outcomes": ("outcome", {"id": "id", "label": "text"}),
    "levels": ("level", {"id": "level", "label": "text"}),
    "reach": (
        "reach",
        {
            "level": "level",
            "all": "all",
            "mandatory": "mandatory",
            "others_at_least": "others_at_least",
            "rest_at_least": "rest_at_least",
        },
    ),
    "recognitions": ("recognition", {"level": "level", "title": "text"}),
    "gates": ("gate", {"id": "id", "text": "text", "applies_if": "condition", "at_most": "at_most"}),
}

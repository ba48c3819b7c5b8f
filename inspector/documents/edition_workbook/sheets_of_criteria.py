"""The sheets of groups, criteria and indicators."""

from inspector.documents.edition_workbook.kinds import Choices, Holds, Sheet, column, texts

NA: Choices = {"allowed": "cho phép", "forbidden": "không cho phép"}
ID_HINT = "Chữ không dấu, chữ số, . - _; không trùng nhau. | Latin letters, digits, . - _; each once."
CONDITION_HINT = (
    "Điều kiện, xem trang hướng dẫn. Trống: luôn luôn. | A condition, see the help sheet. Blank: always."
)
ANSWER_COLUMNS = (
    column(
        "scale",
        Holds.ID,
        "Thang | Scale",
        "Mã ở trang scales. Trống: thang mặc định. | An id of sheet scales. Blank: the default.",
    ),
    column(
        "score_max",
        Holds.NUMBER,
        "Điểm tối đa | Most points",
        "Nếu chấm bằng điểm. | Where points are given.",
        path=("score", "max"),
        width=10,
    ),
    column(
        "score_step",
        Holds.NUMBER,
        "Bước điểm | Step",
        "Ví dụ 0,5. | Such as 0.5.",
        path=("score", "step"),
        width=10,
    ),
    column("score_met_from", Holds.NUMBER, "Đạt từ (điểm) | Met from", path=("score", "met_from"), width=10),
    column(
        "unit",
        Holds.WORDS,
        "Đơn vị đo | Unit",
        "Nếu chấm bằng số đo, ví dụ %. | Where a number is measured, such as %.",
        path=("measure", "unit"),
    ),
    column("at_least", Holds.NUMBER, "Ít nhất | At least", path=("measure", "at_least"), width=10),
    column("at_most", Holds.NUMBER, "Nhiều nhất | At most", path=("measure", "at_most"), width=10),
    column(
        "easier",
        Holds.EASIER,
        "Ngưỡng nhẹ hơn | Easier bounds",
        "Mỗi dòng: điều kiện: >= số. | One a line: condition: >= number.",
        path=("measure", "easier"),
        width=24,
    ),
    column(
        "report_only",
        Holds.YES_NO,
        "Chỉ ghi nhận | Report only",
        "Số đo không tính vào kết quả. | The number counts nowhere.",
        path=("measure", "report_only"),
        width=11,
    ),
)
SETTING_COLUMNS = (
    column("applies_if", Holds.CONDITION, "Áp dụng khi | Applies if", CONDITION_HINT, width=22),
    column(
        "evidence_vi",
        Holds.LINES,
        "Minh chứng (tiếng Việt) | Evidence (Vietnamese)",
        "Mỗi dòng một minh chứng; hai cột cùng số dòng. | One a line; as many lines in both columns.",
        path=("evidence", "vi"),
        width=40,
    ),
    column(
        "evidence_en",
        Holds.LINES,
        "Minh chứng (tiếng Anh) | Evidence (English)",
        path=("evidence", "en"),
        width=40,
    ),
    *texts(
        "guidance",
        "Hướng dẫn | Guidance",
        "Xem thế nào, số nào quyết định. | How to look, which number decides.",
    ),
    column(
        "effort_days",
        Holds.NUMBER,
        "Số ngày khắc phục | Days to mend",
        "Thường cần bao lâu. | How long it usually takes.",
        width=10,
    ),
    column(
        "fixable",
        Holds.YES_NO,
        "Khắc phục được | Can be mended",
        "“no”: trường không thể tự khắc phục. | “no”: nothing the school can mend.",
        width=11,
    ),
    column(
        "na",
        Holds.CHOICE,
        "Chấm “không áp dụng” | Not applicable",
        "Trống: theo mặc định; bắt buộc thì không. | Blank: the default; not where mandatory.",
        width=16,
        choices=NA,
    ),
    column(
        "weight",
        Holds.NUMBER,
        "Trọng số | Weight",
        "Lớn hơn 0. Trống: mặc định. | Above 0. Blank: the default.",
        width=9,
    ),
    column("level", Holds.LEVEL, "Mức | Level", "Chỉ khi xếp theo mức. | Only with levels.", width=8),
    *ANSWER_COLUMNS,
)
# The keys of criteria and indicators in the order in which people write them.
KEYS = (
    *("id", "text", "title", "mandatory", "applies_if", "na", "weight", "level", "scale", "score", "measure"),
    *("effort_days", "fixable", "evidence", "guidance", "provisions", "good_practice", "official_ref"),
    *("replaces", "indicators"),
)

GROUPS = Sheet(
    "groups",
    "Nhóm",
    (
        column("id", Holds.ID, "Mã nhóm | Id", ID_HINT, width=18),
        *texts(
            "title", "Tên nhóm | Title", "Thứ tự dòng là thứ tự nhóm. | The order of rows is that of groups."
        ),
        column(
            "weight",
            Holds.NUMBER,
            "Trọng số | Weight",
            "Chỉ khi tính theo trọng số nhóm. Trống: 1. | Only with groups: weighted. Blank: 1.",
            width=12,
        ),
    ),
    1,
)
CRITERIA = Sheet(
    "criteria",
    "Tiêu chí",
    (
        column(
            "group",
            Holds.ID,
            "Nhóm | Group",
            "Mã ở trang groups. | An id of sheet groups.",
            path=(),
            width=10,
        ),
        column("id", Holds.ID, "Mã tiêu chí | Id", ID_HINT, width=14),
        *texts(
            "text",
            "Nội dung | Text",
            "Một câu kiểm tra được. Có chỉ báo: tên tiêu chí. | One statement. With indicators: the title.",
        ),
        column(
            "mandatory",
            Holds.MANDATORY,
            "Bắt buộc | Mandatory",
            "yes, no, hoặc điều kiện. Trống: không. | yes, no or a condition. Blank: no.",
            width=18,
        ),
        column(
            "provisions",
            Holds.CITATIONS,
            "Căn cứ | Provisions",
            "Mỗi dòng: mã văn bản: điều khoản. | One a line: id of the text: place in it.",
            width=34,
        ),
        column(
            "good_practice",
            Holds.YES_NO,
            "Thực hành tốt | Good practice",
            "“yes”: không dựa trên văn bản nào. | “yes”: rests on no text.",
            width=12,
        ),
        *SETTING_COLUMNS,
        column(
            "official_ref",
            Holds.OFFICIAL_REF,
            "Số chính thức | Official number",
            "Chỉ khi đã thấy tận mắt. | Only when it was really seen.",
            width=14,
        ),
        column(
            "replaces",
            Holds.IDS,
            "Thay cho | Replaces",
            "Mã của phiên bản trước, cách nhau bằng dấu phẩy. | Ids of the edition before, with commas.",
            width=16,
        ),
    ),
    2,
)
INDICATORS = Sheet(
    "indicators",
    "Chỉ báo",
    (
        column(
            "criterion",
            Holds.ID,
            "Tiêu chí | Criterion",
            "Mã ở trang criteria. | An id of sheet criteria.",
            path=(),
            width=14,
        ),
        column("id", Holds.ID, "Mã chỉ báo | Id", ID_HINT, width=16),
        *texts("text", "Nội dung | Text", "Một câu kiểm tra được. | One statement that can be checked."),
        *SETTING_COLUMNS,
    ),
    2,
)

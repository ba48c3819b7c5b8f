"""The sheet “edition”: an item a row, what holds for all groups."""

from inspector.documents.edition_workbook.kinds import Choices, Holds, Sheet, column
from inspector.documents.edition_workbook.sheets_of_criteria import NA

STATUS: Choices = {"draft": "bản nháp", "published": "đã ban hành"}
WORDING: Choices = {
    "official": "nguyên văn chính thức",
    "restated": "viết lại văn bản chính thức",
    "adapted": "tự soạn theo một khung",
}
RULE_FROM: Choices = {"official": "chính thức", "proposed": "đề xuất"}

EDITION = Sheet(
    "edition",
    "Phiên bản",
    (
        column("key", Holds.ID, "Mục | Item", "Không sửa cột này. | Leave this column as it is.", width=24),
        column("#title", Holds.NOTE, "Tên mục | Name", width=34),
        column(
            "value",
            Holds.WORDS,
            "Giá trị | Value",
            "Ghi chú nhiều chữ: tiếng Việt. | Long texts: Vietnamese.",
            width=70,
        ),
        column(
            "value_en",
            Holds.WORDS,
            "Giá trị bằng tiếng Anh | Value in English",
            "Chỉ cho ghi chú. | For the note only.",
            width=70,
        ),
        column("#explanation", Holds.NOTE, "Giải thích | Explanation", width=60),
    ),
    1,
)
# The rows of the sheet “edition”. The first is no part of the edition's files: it is the folder's name.
EDITION_ROWS = (
    column(
        "set",
        Holds.ID,
        "Mã bộ tiêu chí | Set",
        "Tên thư mục. Trống: theo nơi nhập vào. | Its folder. Blank: where it is imported to.",
        path=(),
    ),
    column("format", Holds.NUMBER, "Định dạng | Format", "Luôn là 1. | Always 1."),
    column(
        "status",
        Holds.CHOICE,
        "Tình trạng | Status",
        "Nhập vào luôn thành bản nháp. | What is imported is always a draft.",
        choices=STATUS,
    ),
    column(
        "in_force.from",
        Holds.DAY,
        "Hiệu lực từ ngày | In force from",
        "Năm-tháng-ngày, ví dụ 2027-01-01. | Year-month-day, such as 2027-01-01.",
        path=("in_force", "from"),
    ),
    column(
        "provenance.wording",
        Holds.CHOICE,
        "Nguồn của lời văn | Where the wording is from",
        path=("provenance", "wording"),
        choices=WORDING,
    ),
    column(
        "provenance.rule",
        Holds.CHOICE,
        "Nguồn của cách xếp loại | Where the rule is from",
        path=("provenance", "rule"),
        choices=RULE_FROM,
    ),
    column(
        "provenance.note",
        Holds.WORDS,
        "Ghi chú cho người đọc | Note to every reader",
        "Đã đọc gì, chưa đọc gì, điều gì là của người soạn. | What was read, what was not, what is our own.",
        path=("provenance", "note"),
    ),
    column(
        "concerns",
        Holds.CONDITION,
        "Dành cho trường | Concerns",
        "Điều kiện; trống: mọi trường. | A condition; blank: every school.",
    ),
    column(
        "evidence_code",
        Holds.WORDS,
        "Mã minh chứng | Evidence code",
        "{box}, {standard}, {criterion}, {number:02} | {box}, {standard}, {criterion}, {number:02}",
    ),
    column(
        "defaults.scale",
        Holds.ID,
        "Thang mặc định | Default scale",
        "Mã ở trang scales. | An id of sheet scales.",
        path=("defaults", "scale"),
    ),
    column(
        "defaults.weight",
        Holds.NUMBER,
        "Trọng số mặc định | Default weight",
        "Trống: 1. | Blank: 1.",
        path=("defaults", "weight"),
    ),
    column(
        "defaults.effort_days",
        Holds.NUMBER,
        "Số ngày khắc phục mặc định | Default days to mend",
        "Trống: 1. | Blank: 1.",
        path=("defaults", "effort_days"),
    ),
    column(
        "defaults.na",
        Holds.CHOICE,
        "Mặc định: chấm “không áp dụng” | Default: not applicable",
        "Trống: cho phép. | Blank: allowed.",
        path=("defaults", "na"),
        choices=NA,
    ),
)

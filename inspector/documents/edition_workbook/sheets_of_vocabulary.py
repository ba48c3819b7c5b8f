"""The sheets of what all sets share: provisions and facts."""

from inspector.documents.edition_workbook.kinds import Choices, Holds, Sheet, column, texts
from inspector.documents.edition_workbook.sheets_of_criteria import ID_HINT

READ: Choices = {"full": "toàn văn", "part": "một phần", "title": "chỉ biết tên", "none": "chưa đọc"}
FACT_TYPES: Choices = {"choice": "chọn một", "boolean": "có hoặc không", "number": "số"}

PROVISIONS = Sheet(
    "provisions",
    "Căn cứ",
    (
        column("id", Holds.ID, "Mã văn bản | Id", ID_HINT, width=18),
        *texts("title", "Tên văn bản | Title", "Dùng chung cho mọi bộ tiêu chí. | Shared by all sets."),
        *texts("issuer", "Cơ quan ban hành | Issuer"),
        column("issued", Holds.DAY, "Ngày ban hành | Issued", "Năm-tháng-ngày. | Year-month-day."),
        column("in_force_from", Holds.DAY, "Hiệu lực từ | In force from", path=("in_force", "from")),
        column("in_force_to", Holds.DAY, "Hiệu lực đến | In force to", path=("in_force", "to")),
        column(
            "read",
            Holds.CHOICE,
            "Đã đọc | Read",
            "Người soạn đã đọc bao nhiêu. | How much of it the author saw.",
            width=18,
            choices=READ,
        ),
        column("checked", Holds.DAY, "Ngày kiểm tra | Checked"),
    ),
    1,
)
FACTS = Sheet(
    "facts",
    "Thông tin trường",
    (
        column(
            "fact",
            Holds.ID,
            "Mã thông tin | Fact",
            "Dùng chung cho mọi bộ tiêu chí. | Shared by all sets.",
            width=18,
        ),
        column(
            "option",
            Holds.ID,
            "Mã lựa chọn | Option",
            "Trống ở dòng của chính thông tin. | Blank in the fact's own row.",
            width=18,
        ),
        column("type", Holds.CHOICE, "Loại | Type", width=22, choices=FACT_TYPES),
        *texts("title", "Tên | Title"),
    ),
    2,
)

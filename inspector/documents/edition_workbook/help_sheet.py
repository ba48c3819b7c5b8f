"""What the help sheet says, in both languages: how to fill in the workbook, and the grammar of conditions."""

from collections.abc import Iterator

from inspector.documents.edition_workbook.cells_shown import glossed
from inspector.documents.edition_workbook.sheets_of_rule import PART_COLUMNS, PARTS

TITLE = ("Bộ tiêu chí trong một tệp Excel", "A set of criteria in one Excel file")

# Paragraphs in Vietnamese and, after “| ”, in English; “# ” begins a heading.
_TEXT = r"""
# Cách điền
| How to fill it in

Mỗi trang có hai dòng đầu: dòng 1 là tên cột cho chương trình (không sửa), dòng 2 giải thích cho người
điền. Nội dung bắt đầu từ dòng 3, mỗi dòng một mục. Dòng trống được bỏ qua.
| Every sheet begins with two rows: the first names the columns for the program (leave it), the second
explains them. Content begins in row 3, one thing a row. Blank rows are skipped.

Ô trống nghĩa là không ghi gì: khi đó giá trị mặc định có hiệu lực.
| A blank cell says nothing: the default holds.

Mọi nội dung đều có tiếng Việt và tiếng Anh.
| Every text is in Vietnamese and in English.

Không gộp ô, không dùng công thức, không ẩn dòng hay cột có nội dung. Ô chỉ chứa mã, ví dụ 1.10, phải
định dạng Văn bản (Text), nếu không Excel đổi mã thành số hoặc ngày.
| Merge no cells, use no formulas, hide no row or column that holds something. Cells of codes such as
1.10 are formatted as Text; otherwise Excel turns them into numbers or days.

Trang hoặc cột của riêng người điền: đặt tên bắt đầu bằng dấu #; chương trình không đọc.
| Sheets and columns of your own: let their names begin with #; the program does not read them.

Ngày ghi năm-tháng-ngày, ví dụ 2027-01-31. Số ghi như Excel vẫn ghi, tối đa 6 chữ số thập phân; không
dùng định dạng phần trăm.
| Days are year-month-day, such as 2027-01-31. Numbers are typed as usual, at most 6 decimals; not
formatted as percentages.

Các trang provisions (căn cứ) và facts (thông tin trường) dùng chung cho mọi bộ tiêu chí: không sửa mục
đã có. Trang provisions chỉ liệt kê văn bản mà phiên bản này viện dẫn; mã của văn bản khác trong
provisions.yaml vẫn dùng được.
| The sheets provisions and facts are shared by all sets: leave existing entries as they are. The sheet
provisions lists only what this edition cites; ids of other texts in provisions.yaml may be used.

# Điều kiện
| Conditions

setting = school nghĩa là: thông tin setting có giá trị school.
| setting = school means: the fact setting is school.

meals = cooked, bought nghĩa là: một trong hai giá trị.
| meals = cooked, bought means: either of the values.

hard_area = yes nghĩa là: có; hard_area = no: không. Dùng cho thông tin loại có hoặc không.
| hard_area = yes means: it is so; hard_area = no: it is not. For facts of the kind yes or no.

children >= 100 nghĩa là: từ 100 trở lên; children <= 200: đến 200. Dùng cho thông tin loại số.
| children >= 100 means: 100 or more; children <= 200: 200 or less. For facts that are numbers.

setting = school; children >= 100; children <= 200 nghĩa là: phải đúng tất cả. Ngăn cách bằng dấu ; hoặc
xuống dòng.
| setting = school; children >= 100; children <= 200 means: all of them. A “;” or a new line stands
between them.

Mã thông tin và mã lựa chọn: xem trang facts. Chương trình có thể ghi hard_area = [yes] hoặc setting ==
school: nghĩa như hard_area = yes và setting = school, chỉ khác cách lưu.
| Facts and their options are on the sheet facts. The program may write hard_area = [yes] or setting ==
school: they mean hard_area = yes and setting = school, and are kept differently.

# Ô có nhiều mục
| Cells that hold several things

Minh chứng: mỗi dòng một minh chứng (Alt+Enter để xuống dòng); cột tiếng Việt và tiếng Anh có cùng số
dòng, theo cùng thứ tự.
| Evidence: one a line (Alt+Enter begins a new line); as many lines in Vietnamese as in English, in the
same order.

Căn cứ: mỗi dòng một văn bản, ví dụ tt45-2021: Điều 8 khoản 1 hoặc chỉ tt45-2021
| Provisions: one a line, such as tt45-2021: Điều 8 khoản 1 or only tt45-2021

Ngưỡng nhẹ hơn: mỗi dòng một trường hợp, ví dụ hard_area = yes: >= 40 hoặc children <= 50: >= 10; <= 20.
Dòng đầu tiên có điều kiện đúng được dùng.
| Easier bounds: one case a line, such as hard_area = yes: >= 40 or children <= 50: >= 10; <= 20.
The first line whose condition holds is used.

Thay cho: các mã cách nhau bằng dấu phẩy.
| Replaces: ids with commas between them.

Trong các ô này chương trình ghi \n cho xuống dòng bên trong một mục, \t cho phím Tab, \s cho khoảng
trắng ở đầu hoặc cuối, \\ cho dấu \. Dấu [] là danh sách rỗng đã được ghi rõ, null là “không có” đã được
ghi rõ; có thể giữ nguyên.
| In these cells the program writes \n for a line break inside one item, \t for a tab, \s for a blank at
either end, \\ for a backslash. [] is an empty list that was written down, null a “none” that was
written down; leave them.

# Cách chấm một tiêu chí hoặc chỉ báo
| How a criterion or an indicator is rated

Chọn một trong ba cách: theo thang (cột scale), bằng điểm (score_max, score_step, score_met_from), hoặc
bằng số đo (unit cùng at_least, at_most hoặc cả hai; report_only: chỉ ghi nhận). Trống cả ba: thang mặc
định.
| Choose one of three: a scale (scale), points (score_max, score_step, score_met_from), or a measured
number (unit with at_least, at_most or both; report_only: recorded only). None of them: the default
scale.

Tiêu chí có dòng ở trang indicators thì nội dung của nó là tên gọi; các cột khác là mặc định cho các chỉ
báo.
| Where a criterion has rows on the sheet indicators, its text is its title, and its other columns are
defaults for the indicators.

# Nhập lại
| Bringing it back

Một phiên bản đã ban hành không bao giờ được sửa. Muốn thay đổi: đặt ngày hiệu lực mới ở trang edition,
rồi nhập vào thư mục mới; kết quả luôn là bản nháp.
| A published edition is never changed. To change it, give a new first day on the sheet edition and
import into a new folder; what comes out is always a draft.

Lệnh: python -m inspector criteria import TỆP.xlsx --to criteria/BỘ/2027-01-01. Mọi chỗ sai được nêu cùng
lúc, theo trang, dòng, cột, kèm cách sửa.
| The command: python -m inspector criteria import FILE.xlsx --to criteria/SET/2027-01-01. Everything that
is wrong is told at once, by sheet, row and column, with what to do.
"""
PARTS_HEADING = ("Các phần của trang rule", "The parts of the sheet rule, and the columns they use")
PARTS_ROWS = tuple((glossed(part, PARTS), ", ".join(PART_COLUMNS[part])) for part in PARTS)


def paragraphs() -> Iterator[tuple[bool, tuple[str, str]]]:
    """Return the paragraphs in both languages, and whether they are headings."""
    for block in _TEXT.strip().split("\n\n"):
        vi, _, en = block.partition("\n| ")
        yield vi.startswith("# "), (_flowing(vi.removeprefix("# ")), _flowing(en))


def _flowing(words: str) -> str:
    return " ".join(words.split())

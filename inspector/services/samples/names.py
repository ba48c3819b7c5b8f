"""Names of invented schools and people.

Real preschools are called after a flower, a bird or their commune (“MN Hoa Sen”, “MN Đặng Xá”). An invented
one is called after both, and the second part is a word that no district and no commune of Hà Nội was ever
called, so that nobody takes it for a school that exists. “Họa Mi”, and whatever else the names of the
city's pilot schools are made of, is in neither list.
"""

from random import Random

from inspector.services.samples.chance import one_of, stream


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split("|"))


FIRST = _names(
    "Ánh Dương|Ban Mai|Bồ Câu|Bông Sen|Búp Sen|Cánh Diều|Cầu Vồng|Chích Bông|Chim Non|Chồi Non|Hạt Nắng|"
    "Hoa Ban|Hoa Cúc|Hoa Hồng|Hoa Lan|Hoa Mai|Hoa Phượng|Hoa Sen|Hoàng Yến|Hướng Dương|Măng Non|Mầm Xanh|"
    "Nắng Mai|Ong Vàng|Sao Mai|Sao Sáng|Sóc Nâu|Sơn Ca|Thỏ Ngọc|Trăng Non|Tuổi Hoa|"
    "Tuổi Thơ|Vành Khuyên|Vườn Xanh"
)
SECOND = _names(
    "An Khê|Bạch Trà|Bích Khê|Cẩm Vân|Diệp Khê|Diệu Lâm|Đan Phong|Gia Khê|Hải Trúc|Hạnh Khê|Khánh Vân|"
    "Lam Khê|Lan Khê|Lâm Trà|Linh Khê|Mai Khê|Minh Khê|Mộc Trà|Ngân Khê|Nguyệt Khê|Nhã Trúc|Phong Khê|"
    "Quỳnh Khê|Thanh Khê|Thảo Khê|Thiên Lam|Thục Khê|Thục Trang|Trà Khê|Trúc Khê|Tuệ Lâm|Tùng Khê|Tường Khê|"
    "Vân Khê|Vân Trúc|Xuân Trúc|Yên Khê"
)

FAMILY = _names("Nguyễn|Trần|Lê|Phạm|Hoàng|Phan|Vũ|Đặng|Bùi|Đỗ|Ngô|Dương|Lý|Đinh|Mai|Tạ")
MIDDLE = _names("Thị|Thu|Thanh|Minh|Ngọc|Bích|Hồng|Kim|Phương|Thùy")
GIVEN = _names(
    "An|Bình|Châu|Chi|Dung|Duyên|Hà|Hạnh|Hiền|Hoa|Huệ|Hương|Lan|Liên|Linh|Loan|Mai|Nga|Ngân|Nhung|Oanh|"
    "Phương|Quyên|Tâm|Thảo|Thủy|Trang|Tuyết|Vân|Xuân|Yến"
)

KINDS = {
    ("school", "public"): "Trường MN",
    ("school", "private"): "Trường MN tư thục",
    ("school", "people_founded"): "Trường MN dân lập",
    ("independent", "private"): "Lớp MN độc lập",
}


def proper_names(seed: int) -> list[str]:
    """Return the proper names of all schools that there can be, each once, in the order of the seed."""
    names = [f"{first} {second}" for first in FIRST for second in SECOND]
    chance = stream(seed, "names")
    keys = [chance.random() for _ in names]
    return [name for _, name in sorted(zip(keys, names, strict=True))]


def school_name(setting: str, ownership: str, proper: str) -> str:
    """Return the whole name of a school."""
    return f"{KINDS[setting, ownership]} {proper}"


def person_name(chance: Random) -> str:
    """Return the name of an invented person."""
    return f"{one_of(chance, FAMILY)} {one_of(chance, MIDDLE)} {one_of(chance, GIVEN)}"

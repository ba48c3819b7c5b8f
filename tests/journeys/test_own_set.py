"""A department writes a set of its own in the browser, tries it, publishes it, and a school answers it."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.principal import hand_in
from tests.journeys.sheets import NOT_MET, Said, answer_all
from tests.journeys.visitor import PHONE

pytestmark = pytest.mark.journey

TITLE = "Sân chơi sạch và xanh"
YARD = ["Sân được quét mỗi sáng", "Cây không có gai, không có quả độc", "* Cổng luôn đóng", "Có chỗ rửa tay"]
TOYS = ["Đồ chơi không có cạnh sắc", "Cầu trượt chắc chắn", "Cát được che khi không chơi"]
CARE = ["Cô nhìn thấy mọi góc sân", "Trẻ được chơi ngoài trời mỗi ngày", "* Có tủ thuốc gần sân"]


def test_a_set_of_ten_items_is_written_tried_published_and_answered(visitor):
    editor = visitor("soantieuchi")
    page, main = editor.page, editor.page.get_by_role("main")
    editor.press("Soạn bộ tiêu chí")
    editor.press("Soạn bộ mới")
    with editor.meant(422):
        editor.press("Tạo bộ mới")
    expect(page.get_by_role("alert")).to_contain_text("Viết tên bộ tiêu chí")
    page.get_by_role("group", name="Tên bộ tiêu chí").get_by_label("Tiếng Việt", exact=True).fill(TITLE)
    editor.press("Tạo bộ mới")

    for name, lines in (("Sân", YARD), ("Đồ chơi", TOYS), ("Chăm sóc", CARE)):
        page.get_by_role("group", name="Tên nhóm mới").get_by_label("Tiếng Việt", exact=True).fill(name)
        editor.press("Thêm nhóm")
        page.get_by_label("Thêm nhiều tiêu chí một lúc").fill("\n".join(lines))
        editor.press("Thêm các tiêu chí này")
        expect(main).to_contain_text(f"Đã thêm {len(lines)} tiêu chí")
        editor.press(TITLE)
    expect(main).to_contain_text("10 tiêu chí")
    expect(main).to_contain_text("Không còn gì phải sửa")

    # one item is measured, with a condition that nobody understands at first
    editor.press(re.compile("^B "))
    editor.press(re.compile("^B03 "))
    page.get_by_role("radio", name=re.compile("^Nhập số liệu")).check()
    page.get_by_label("Số liệu: đơn vị").fill("lần")
    page.get_by_label("Số liệu: đạt khi từ … trở lên").fill("2,5")
    page.get_by_text("Áp dụng, trọng số, khắc phục").click()
    page.get_by_label("Chỉ áp dụng khi").fill("trường lớn")
    with editor.meant(422):
        editor.press("Lưu")
    expect(page.get_by_role("alert")).to_contain_text("Chưa hiểu điều kiện")
    page.get_by_label("Chỉ áp dụng khi").fill("setting = school")
    editor.press("Lưu")
    expect(main).to_contain_text("Đã lưu")
    for link in ("Cách xếp loại", "Điều kiện loại", "Căn cứ", "Thông tin chung", "Lịch sử: ai đã sửa gì"):
        editor.press(TITLE)
        editor.press(link)
    editor.press(TITLE)

    editor.press("Chấm thử")
    editor.press("Cho tất cả chưa đạt")
    expect(main).to_contain_text("Đường ngắn nhất tới “Đạt”")
    editor.press("Cho tất cả đạt")
    expect(main).to_contain_text("100 % Đạt")
    editor.press(TITLE)

    editor.press("Xem lại và ban hành")
    with editor.meant(422):
        editor.press("Ban hành")
    page.get_by_label("Gõ lại tên bộ tiêu chí để xác nhận").fill(TITLE)
    editor.press("Ban hành")
    expect(main).to_contain_text("Đã ban hành")
    editor.press("Soạn bộ tiêu chí", inside=page.get_by_role("navigation", name="Các phần chính"))
    editor.press(re.compile("^Đặt ngày kết thúc"))

    principal = visitor("hieutruong2", width=PHONE)
    principal.open("/assess/")
    principal.page.get_by_text("Các bộ tiêu chí khác").click()
    principal.press(re.compile(f"{TITLE}$"))
    principal.press(re.compile("^Mở .*tự đánh giá"), inside=principal.page.get_by_role("main"))
    principal.press(re.compile(r"^A\. "))
    answer_all(principal.page, {"A01": Said(NOT_MET)})
    principal.press(re.compile("^Lưu và sang phần"))
    number = principal.page.get_by_label("Số liệu")
    expect(number).to_be_visible()
    principal.page.get_by_role("group", name=re.compile("^B01")).get_by_role("radio").first.check()
    principal.page.get_by_role("group", name=re.compile("^B02")).get_by_role("radio").first.check()
    number.fill("3")
    principal.press(re.compile("^Lưu và sang phần"))
    answer_all(principal.page)
    principal.press("Lưu và kiểm tra trước khi nộp")
    expect(principal.page.get_by_role("main")).to_contain_text("90 %")
    hand_in(principal)

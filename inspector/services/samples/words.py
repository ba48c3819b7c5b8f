"""What people of the sample write. They write Vietnamese, as people do, whatever language a page is in."""

from random import Random

from inspector.criteria.model import Indicator
from inspector.services.samples.chance import one_of

NOT_APPLICABLE = (
    "Trường không có nội dung này.",
    "Năm học này trường không tổ chức.",
    "Không phát sinh trong năm học.",
)
SELF_NOT_MET = (
    "Đã có kế hoạch khắc phục trong học kỳ I.",
    "Đang chờ kinh phí, dự kiến xong trước Tết.",
    "Đã làm một phần, chưa đủ ở các lớp.",
    "Đã giao người bổ sung hồ sơ.",
    "Chưa làm kịp, xin bổ sung trong tháng tới.",
)
SELF_MET = (
    "Thực hiện thường xuyên, có kiểm tra hằng tháng.",
    "Làm từ đầu năm học, cả trường cùng thực hiện.",
    "Hiệu trưởng kiểm tra mỗi tuần.",
)
SEEN_OTHERWISE = (
    "Đoàn xem tại chỗ, thấy đã làm đủ.",
    "Qua kiểm tra thực tế, nội dung này bảo đảm.",
    "Có đủ hồ sơ khi đoàn đến.",
)
REMARKS = (
    "Đề nghị bổ sung minh chứng cho mục này.",
    "Mô tả hiện trạng chưa rõ, đề nghị viết cụ thể hơn.",
    "Kết quả chưa khớp với báo cáo tháng 10, đề nghị xem lại.",
    "Đề nghị ghi rõ ngày và người thực hiện.",
)
RETURNED = (
    "Đề nghị trường bổ sung các mục có ý kiến rồi nộp lại trong tuần.",
    "Một số mục chưa đủ minh chứng, đề nghị xem lại.",
)
PUT_ASIDE = (
    "Mở nhầm, làm lại phiếu khác.",
    "Hội đồng tự đánh giá thay đổi thành viên, làm lại từ đầu.",
)
OPINIONS = (
    "Nhà trường nhất trí với biên bản.",
    "Nhà trường tiếp thu và sẽ khắc phục đúng hạn.",
    "Nhất trí. Đề nghị Sở hỗ trợ kinh phí sửa chữa.",
)
CONCLUSIONS = (
    "Trường thực hiện nghiêm túc, còn một số nội dung cần khắc phục như đã ghi.",
    "Nhìn chung bảo đảm; đề nghị khắc phục các nội dung chưa đạt đúng hạn.",
)
ACCEPTED = ("Trường tiếp thu, đã phân công người làm.", "Trường nhận thiếu sót và sẽ khắc phục đúng hạn.")
REMEDIED = ("Đã khắc phục xong, gửi kèm ảnh khi đoàn đến phúc tra.", "Đã làm xong và ghi vào sổ theo dõi.")
CONTESTED = ("Trường có hồ sơ, hôm đó người giữ đi tập huấn nên chưa trình được.",)
SUPPLEMENT = ("Bổ sung biên bản tự kiểm tra tháng trước của trường.", "Trường cung cấp sau khi ký biên bản.")


def evidence_of(indicator: Indicator, period: str) -> str:
    """Return what a school names as the proof of an item; empty where the edition names none."""
    return f"{indicator.evidence[0].vi} (năm học {period})" if indicator.evidence else ""


def not_met_note(chance: Random, indicator: Indicator) -> str:
    """Return what inspectors write beside an item that they found not met."""
    if not indicator.evidence:
        return "Chưa đạt khi kiểm tra thực tế."
    proof = indicator.evidence[0].vi.rstrip(".")
    ways = ("Chưa trình được: {}.", "Còn thiếu: {}.", "Có nhưng chưa đầy đủ: {}.")
    return one_of(chance, ways).format(proof[:1].lower() + proof[1:])


def finding_text(indicator: Indicator) -> str:
    """Return what a finding asks of the school."""
    return f"Chưa bảo đảm: “{indicator.text.vi.rstrip('.')}”. Đề nghị khắc phục và báo lại."

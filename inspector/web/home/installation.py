"""What waits for administrators: schools that nobody leads, people who did not come yet."""

from flask import url_for
from flask_babel import gettext, ngettext
from sqlalchemy.orm import Session

from inspector.store import people
from inspector.web.asking import today
from inspector.web.home.tasks import Part, Task


def installation_part(session: Session) -> Part:
    """Return what is left to set up, and the ways to accounts and to what was done with them."""
    left, tasks = people.to_do(session, today()), []
    if left.schools_without_principal:
        words = ngettext(
            "%(num)d trường chưa có tài khoản hiệu trưởng",
            "%(num)d trường chưa có tài khoản hiệu trưởng",
            left.schools_without_principal,
        )
        of_all = gettext("trên tổng số %(count)s trường", count=left.schools)
        label, action = gettext("Cần làm"), gettext("Mở tài khoản cho trường")
        tasks.append(Task(words, url_for("manage.schools"), of_all, "attention", label, action))
    if left.without_password:
        words = ngettext(
            "%(num)d người chưa đặt mật khẩu", "%(num)d người chưa đặt mật khẩu", left.without_password
        )
        hint = gettext("Liên kết mời dùng được 72 giờ; hết hạn thì tạo liên kết khác")
        url = url_for("manage.index", state="waiting")
        tasks.append(Task(words, url, hint, "open", gettext("Đang chờ"), gettext("Xem là ai")))
    tasks.append(
        Task(
            gettext("Mở tài khoản mới"),
            url_for("manage.new_account"),
            gettext("Tên, vai trò, rồi liên kết để người ấy tự đặt mật khẩu"),
            "open",
            "",
            gettext("Mở tài khoản mới"),
        )
    )
    tasks.append(Task(gettext("Tìm tài khoản"), url_for("manage.index"), None, "open", "", gettext("Tìm")))
    tasks.append(
        Task(
            gettext("Nhật ký: ai đăng nhập, ai được giao vai trò"),
            url_for("manage.events"),
            None,
            "open",
            "",
            gettext("Mở nhật ký"),
        )
    )
    return Part(gettext("Quản trị"), tuple(tasks))

"""Answers when something is not as it should be: in both languages, as a page or as JSON, with what to do."""

import logging
from collections.abc import Mapping

from flask import Flask, Response, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from inspector.web.access import SecondFactorFirst, SignInFirst
from inspector.web.asking import person
from inspector.web.signin.carrying import carried_fields, comes_from_here
from inspector.web.signin.page import sign_in_page
from inspector.workflow.states import StepNotAllowed

log = logging.getLogger(__name__)

# Status -> heading, what to do.
WORDS: Mapping[int, tuple[LazyString, LazyString]] = {
    400: (
        lazy_gettext("Yêu cầu không hợp lệ"),
        lazy_gettext(
            "Trình duyệt gửi lên nội dung mà chương trình không đọc được. Quay lại trang trước và thử lại."
        ),
    ),
    403: (
        lazy_gettext("Trang đã mở quá lâu"),
        lazy_gettext("Mở lại trang rồi gửi lại. Nếu vẫn gặp trang này, hãy đăng nhập lại."),
    ),
    404: (
        lazy_gettext("Không tìm thấy trang"),
        lazy_gettext("Địa chỉ không đúng, hoặc trang này không dành cho tài khoản đang đăng nhập."),
    ),
    405: (
        lazy_gettext("Không làm được việc này ở đây"),
        lazy_gettext("Quay lại trang trước và dùng nút trên trang."),
    ),
    409: (
        lazy_gettext("Việc này không còn làm được nữa"),
        lazy_gettext("Có người vừa thay đổi trước. Mở lại trang để xem tình trạng mới nhất."),
    ),
    413: (
        lazy_gettext("Nội dung gửi lên quá lớn"),
        lazy_gettext("Gửi ít hơn trong một lần, ví dụ từng phần một."),
    ),
    422: (
        lazy_gettext("Có lỗi cần sửa"),
        lazy_gettext("Quay lại trang trước và sửa các ô được đánh dấu."),
    ),
    429: (
        lazy_gettext("Thử quá nhiều lần"),
        lazy_gettext("Chờ vài phút rồi thử lại."),
    ),
    500: (
        lazy_gettext("Chương trình gặp lỗi"),
        lazy_gettext(
            "Những gì đã lưu vẫn còn. Thử lại sau ít phút; nếu vẫn lỗi, báo cho quản trị viên mã dưới đây."
        ),
    ),
}


def wants_json() -> bool:
    """Say whether a program asked, not a person with a page."""
    return request.is_json or request.accept_mimetypes.best == "application/json"


def answer(status: int, *, code: str = "") -> Response:
    """Return the answer for a status, as JSON for programs and as a page for people."""
    heading, remedy = WORDS.get(status, WORDS[400 if status < 500 else 500])
    if wants_json():
        response = jsonify(error=code or str(status), message=f"{heading}. {remedy}")
    else:
        response = Response(
            render_template(
                "errors/error.html",
                heading=heading,
                remedy=remedy,
                request_id=g.get("request_id", ""),
                status=status,
            )
        )
    response.status_code = status
    return response


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None:
        return error.response
    status = error.code or 500
    if status in (301, 302, 303, 304, 307, 308):
        return error
    return answer(status)


def _sign_in_first(_: SignInFirst) -> ResponseReturnValue:
    """Ask to sign in; what a form carried is kept on the page and sent on afterwards."""
    if wants_json():
        return _as_json(401, "signed_out", gettext("Phiên đã hết. Đăng nhập lại."))
    if request.method == "GET":
        return sign_in_page(to=request.full_path.rstrip("?")), 401
    return sign_in_page(to=request.path, carried=carried_fields() if comes_from_here() else ()), 401


def _second_factor_first(_: SecondFactorFirst) -> ResponseReturnValue:
    """A role asks for two steps of signing in: the second is set up before all else."""
    if wants_json():
        return _as_json(403, "second_factor", gettext("Hãy bật đăng nhập hai bước trước."))
    return redirect(url_for("account.second_factor")) if request.method == "GET" else answer(403)


def _as_json(status: int, code: str, message: str) -> Response:
    response = jsonify(error=code, message=message)
    response.status_code = status
    return response


def _stale_token(error: CSRFError) -> ResponseReturnValue:
    """A page was open longer than its session. Nothing typed is lost: the person sends it once more."""
    if wants_json():
        if person() is None:
            return _as_json(401, "signed_out", gettext("Phiên đã hết. Đăng nhập lại."))
        return _as_json(403, "stale_token", str(error.description))
    if person() is None:
        return _sign_in_first(SignInFirst())
    if comes_from_here():
        page = render_template("signin/resend.html", to=request.path, carried=carried_fields())
        return page, 403
    return answer(403)


def _not_now(_: StepNotAllowed) -> ResponseReturnValue:
    return answer(409, code="step_not_allowed")


def _broken(error: Exception) -> ResponseReturnValue:
    log.exception("failed", extra={"kind": type(error).__name__})
    g.setdefault("person", None)  # the page must not ask a database that may be what failed
    return answer(500)


def install(app: Flask) -> None:
    """Answer every error in both languages."""
    app.register_error_handler(CSRFError, _stale_token)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(SignInFirst, _sign_in_first)
    app.register_error_handler(SecondFactorFirst, _second_factor_first)
    app.register_error_handler(StepNotAllowed, _not_now)
    app.register_error_handler(Exception, _broken)

"""One try of a password or a code: counted first, taken back when it was right."""

from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from inspector.services import delays
from inspector.services.delays import Keys
from inspector.store.database import transaction
from inspector.web.application import application
from inspector.web.asking import now
from inspector.web.signin.browsers import address


@dataclass(frozen=True, slots=True)
class Tried:
    """Both steps have short transactions of their own: what is guessed in between takes long."""

    keys: Keys

    @classmethod
    def of(cls, name: str) -> "Tried":
        """Return a try under a name, made from the address that asks."""
        return cls(delays.keys(application().settings.secret_key, name, address()))

    def must_wait(self) -> bool:
        """Count the try; say whether it may not be made yet."""
        with transaction(application().engine) as session:
            return delays.begin(session, self.keys, now()) is not None

    def was_right(self) -> None:
        """Take the try back."""
        with transaction(application().engine) as session:
            delays.was_right(session, self.keys, now())


def answer_too_many() -> ResponseReturnValue:
    """Say that one has to wait. The same for every name, known or not."""
    page = render_template(
        "errors/error.html",
        heading=gettext("Thử quá nhiều lần"),
        remedy=gettext("Chờ vài phút rồi thử lại. Quên mật khẩu thì nhờ quản trị viên cấp liên kết mới."),
        request_id="",
        status=429,
    )
    return page, 429

"""What says, between the two steps of signing in, that the password was right; soon it says nothing."""

from uuid import UUID

from itsdangerous import BadData, URLSafeTimedSerializer

from inspector.store.tables import Account
from inspector.web.application import application

LASTS = 600  # seconds


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(application().settings.secret_key, salt="the password was right")


def proof_of(account: Account) -> str:
    """Return the proof that an account's password was typed rightly just now."""
    return _signer().dumps([account.id.hex, account.password_hash[-12:]])


def account_in(proof: str) -> tuple[UUID, str] | None:
    """Return the account's id and the end of its password's hash at that time; None for no such proof."""
    try:
        key, ending = _signer().loads(proof, max_age=LASTS)
    except BadData:
        return None
    return UUID(hex=key), ending

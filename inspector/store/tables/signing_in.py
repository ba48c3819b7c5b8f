"""What signing in needs beside the password: links that work once, second factors, tries that failed."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from inspector.store.base import Base


class PasswordLink(Base):
    """A link by which one person chooses a password, once; an account has one at most.

    Whoever holds the link holds the token; this row knows only its digest.
    """

    __tablename__ = "password_link"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), primary_key=True)
    token_digest: Mapped[str] = mapped_column(unique=True)
    ends_at: Mapped[datetime]


class SecondFactor(Base):
    """The secret that a person's telephone shares with the program, and the last code that was taken."""

    __tablename__ = "second_factor"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), primary_key=True)
    secret: Mapped[str]  # base32
    since: Mapped[datetime]
    last_step: Mapped[int]  # RFC 6238: a code counts once


class RecoveryCode(Base):
    """A code that stands in for the telephone once; used ones are removed."""

    __tablename__ = "recovery_code"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), primary_key=True)
    code_digest: Mapped[str] = mapped_column(primary_key=True)


class SignInTries(Base):
    """How often signing in failed of late, by name typed or by address; neither is kept, only a digest."""

    __tablename__ = "sign_in_tries"

    key: Mapped[str] = mapped_column(primary_key=True)
    failed: Mapped[int]
    last_at: Mapped[datetime]
    wait_until: Mapped[datetime]

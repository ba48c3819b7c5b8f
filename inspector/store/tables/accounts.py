"""People, what they act as, and where they are signed in."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, false
from sqlalchemy.orm import Mapped, mapped_column

from inspector.store.base import FIRST_DAY, LAST_DAY, Base, WithId
from inspector.text import fold, sort_key
from inspector.workflow.permissions import Role


def person_sort_key(name: str) -> str:
    """Return a key that sorts people as lists in Việt Nam do: by the given name, which is written last."""
    *before, given = name.split() or [""]
    return sort_key(" ".join((given, *before)))


def person_search_key(name: str, sign_in_name: str) -> str:
    """Return what a person is searched in, without accents."""
    return f"{fold(name)} {fold(sign_in_name)}"


def _sort_key(row: Any) -> str:
    return person_sort_key(row.get_current_parameters()["name"])


def _search_key(row: Any) -> str:
    values = row.get_current_parameters()
    return person_search_key(values["name"], values["sign_in_name"])


class Account(WithId, Base):
    """A person. The id is the random key by which events and records name them; the name may be erased.

    The password's hash is empty until the person has chosen one.
    """

    __tablename__ = "account"
    __table_args__ = (Index(None, "sort_key"),)

    sign_in_name: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    password_hash: Mapped[str]
    is_sample: Mapped[bool] = mapped_column(default=False)
    closed: Mapped[bool] = mapped_column(default=False)
    erased: Mapped[bool] = mapped_column(default=False, server_default=false())
    sort_key: Mapped[str] = mapped_column(default=_sort_key, server_default="")
    search_key: Mapped[str] = mapped_column(default=_search_key, server_default="")


class RoleGrant(WithId, Base):
    """A person acts in a role, at a school or a unit or for the installation, from a day to a day."""

    __tablename__ = "role_grant"
    __table_args__ = (
        CheckConstraint("first_day <= last_day", name="days_in_order"),
        CheckConstraint(
            "CASE WHEN role IN ('principal', 'contributor') THEN school_id IS NOT NULL AND unit_id IS NULL"
            " WHEN role IN ('inspector', 'reviewer', 'leader', 'criteria_editor')"
            " THEN unit_id IS NOT NULL AND school_id IS NULL"
            " ELSE unit_id IS NULL AND school_id IS NULL END",
            name="place_fits_role",
        ),
        Index(None, "account_id"),
        Index(None, "school_id"),
    )

    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    role: Mapped[Role]
    unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"))
    school_id: Mapped[UUID | None] = mapped_column(ForeignKey("school.id"))
    first_day: Mapped[date] = mapped_column(default=FIRST_DAY)
    last_day: Mapped[date] = mapped_column(default=LAST_DAY)


class SignInSession(WithId, Base):
    """One browser in which a person is signed in; the browser holds a token, this row only its digest."""

    __tablename__ = "sign_in_session"
    __table_args__ = (Index(None, "account_id"),)

    token_digest: Mapped[str] = mapped_column(unique=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    began_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    browser: Mapped[str] = mapped_column(default="", server_default="")  # "Firefox · Android"

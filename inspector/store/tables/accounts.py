"""People, what they act as, and where they are signed in."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from inspector.store.base import FIRST_DAY, LAST_DAY, Base, WithId
from inspector.workflow.permissions import Role


class Account(WithId, Base):
    """A person. The id is the random key by which events and records name them; the name may be erased."""

    __tablename__ = "account"

    sign_in_name: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    password_hash: Mapped[str]
    is_sample: Mapped[bool] = mapped_column(default=False)
    closed: Mapped[bool] = mapped_column(default=False)


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

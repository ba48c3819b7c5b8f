"""Links that work once, second factors, and tries that failed."""

from contextlib import suppress
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from inspector.store.tables import (
    Account,
    PasswordLink,
    RecoveryCode,
    SecondFactor,
    SignInSession,
    SignInTries,
)


def keep_link(session: Session, account_id: UUID, token_digest: str, ends_at: datetime) -> None:
    """Keep the digest of a link; the one before it is worth nothing from now on."""
    drop_link(session, account_id)
    session.add(PasswordLink(account_id=account_id, token_digest=token_digest, ends_at=ends_at))
    session.flush()


def drop_link(session: Session, account_id: UUID) -> None:
    """Make the link of an account worth nothing, if there is one."""
    session.execute(delete(PasswordLink).where(PasswordLink.account_id == account_id))


def account_of_link(session: Session, token_digest: str, now: datetime) -> Account | None:
    """Return the open account that a link is for; None when it has ended, was used, or never was.

    A transaction that writes holds the link: of two that use it at once, the second finds none.
    """
    return session.scalars(
        select(Account)
        .join(PasswordLink, PasswordLink.account_id == Account.id)
        .where(
            PasswordLink.token_digest == token_digest, PasswordLink.ends_at > now, Account.closed.is_(False)
        )
        .with_for_update()
    ).one_or_none()


def link_ends(session: Session, account_id: UUID) -> datetime | None:
    """Return when the link of an account ends or ended; None where there is none that was not used."""
    return session.scalar(select(PasswordLink.ends_at).where(PasswordLink.account_id == account_id))


def second_factor(session: Session, account_id: UUID, *, lock: bool = False) -> SecondFactor | None:
    """Return the second factor of a person; None where there is none."""
    return session.get(SecondFactor, account_id, with_for_update=lock or None)


def keep_second_factor(
    session: Session, account_id: UUID, secret: str, step: int, code_digests: list[str], at: datetime
) -> None:
    """Keep a secret and the digests of its recovery codes, in the place of what was kept before."""
    drop_second_factor(session, account_id)
    session.add(SecondFactor(account_id=account_id, secret=secret, since=at, last_step=step))
    session.add_all(RecoveryCode(account_id=account_id, code_digest=one) for one in code_digests)
    session.flush()


def drop_second_factor(session: Session, account_id: UUID) -> None:
    """Forget the secret and the recovery codes of a person."""
    for table in (SecondFactor, RecoveryCode):
        session.execute(delete(table).where(table.account_id == account_id))
    session.expire_all()


def use_recovery_code(session: Session, account_id: UUID, code_digest: str) -> bool:
    """Take a recovery code; say whether there was one that nobody had taken."""
    taken = session.execute(
        delete(RecoveryCode)
        .where(RecoveryCode.account_id == account_id, RecoveryCode.code_digest == code_digest)
        .returning(RecoveryCode.code_digest)
    )
    return taken.first() is not None


def recovery_codes_left(session: Session, account_id: UUID) -> int:
    """Return how many recovery codes a person has left."""
    return len(
        session.scalars(select(RecoveryCode.code_digest).where(RecoveryCode.account_id == account_id)).all()
    )


def sessions_of(session: Session, account_id: UUID, now: datetime) -> list[SignInSession]:
    """Return where a person is signed in, the one used last first."""
    query = select(SignInSession).where(SignInSession.account_id == account_id, SignInSession.ends_at > now)
    return list(session.scalars(query.order_by(SignInSession.seen_at.desc(), SignInSession.began_at.desc())))


def end_session_of(session: Session, account_id: UUID, session_id: UUID) -> bool:
    """Sign a person out on one browser of theirs; say whether it was one."""
    ended = session.execute(
        delete(SignInSession)
        .where(SignInSession.account_id == account_id, SignInSession.id == session_id)
        .returning(SignInSession.id)
    )
    return ended.first() is not None


def end_other_sessions(session: Session, account_id: UUID, kept: UUID) -> None:
    """Sign a person out on all browsers but one."""
    session.execute(
        delete(SignInSession).where(SignInSession.account_id == account_id, SignInSession.id != kept)
    )


def tries(session: Session, key: str) -> SignInTries | None:
    """Return what is kept of failed tries under a key, held until the transaction ends."""
    return session.get(SignInTries, key, with_for_update=True)


def counted_tries(session: Session, key: str, now: datetime) -> SignInTries:
    """Return what is kept of failed tries under a key, a new row where nothing is, held likewise."""
    if tries(session, key) is None:
        # another process may make it at the same time
        with suppress(IntegrityError), session.begin_nested():
            session.add(SignInTries(key=key, failed=0, last_at=now, wait_until=now))
    return session.get_one(SignInTries, key, with_for_update=True)


def forget_tries_before(session: Session, moment: datetime) -> None:
    """Remove what is kept of tries that lie long back."""
    session.execute(delete(SignInTries).where(SignInTries.last_at < moment))

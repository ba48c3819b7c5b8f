"""Edition texts by digest."""

import json
from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from inspector.criteria.model import Edition
from inspector.store.tables import EditionText


def keep(session: Session, edition: Edition, at: datetime) -> None:
    """Store the text of an edition unless it is there already."""
    if session.get(EditionText, edition.digest) is None:
        session.add(
            EditionText(
                digest=edition.digest,
                set_id=edition.set_id,
                first_day=edition.in_force_from,
                files=json.dumps(dict(edition.files), ensure_ascii=False, sort_keys=True),
                stored_at=at,
            )
        )
        session.flush()


def text_of(session: Session, digest: str) -> tuple[str, date, Mapping[str, str]] | None:
    """Return set, first day and files of a stored edition; None when no such text was ever stored."""
    row = session.execute(
        select(EditionText.set_id, EditionText.first_day, EditionText.files).where(
            EditionText.digest == digest
        )
    ).one_or_none()
    return (row.set_id, row.first_day, json.loads(row.files)) if row else None

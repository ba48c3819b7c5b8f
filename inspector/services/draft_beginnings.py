"""Beginning an edition: of a new set, of a set that is there, or as a copy of another."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from inspector.criteria import nodes
from inspector.criteria.catalogue import Catalogue
from inspector.criteria.drafted import Drafted
from inspector.criteria.model import CriteriaSet, Edition
from inspector.criteria.strict_yaml import MapNode
from inspector.criteria.write import as_yaml
from inspector.services.drafting import record
from inspector.store import drafts
from inspector.store.tables import EditionDraft
from inspector.store.tables.drafts import DraftState
from inspector.text import Text, fold

OWN = "own-"
"""How the ids of own sets begin, so that none is ever that of a set of the criteria files."""

_LONGEST_ID = 48


@dataclass(frozen=True, slots=True)
class Whoever:
    """Who does something, when, and for which unit where that matters."""

    by: UUID | None
    at: datetime
    unit_id: UUID


def begin_set(session: Session, files: Catalogue, title: Text, first_day: date, who: Whoever) -> EditionDraft:
    """Begin a set: met or not met, percentages with two bands, no group yet."""
    set_id = _free_id(session, files, title.vi)
    drafts.begin_set(session, set_id, who.unit_id, who.at)
    facts, provisions = vocabulary(files)
    drafted = Drafted(
        set_id=set_id,
        head=nodes.mapping(
            {
                "id": nodes.words(set_id),
                "title": nodes.two(title.vi, title.en),
                "about": nodes.two(title.vi, title.en),
                "audience": nodes.words("school"),
                "ranking": nodes.words("allowed"),
                "ended": nodes.NULL,
            }
        ),
        edition=_first_edition(first_day),
        groups=(),
        facts=facts,
        provisions=provisions,
    )
    return _begin(session, drafted, who, "begin_set", {})


def _first_edition(first_day: date) -> MapNode:
    def option(id_: str, points: str, vi: str, en: str) -> MapNode:
        return nodes.mapping(
            {"id": nodes.words(id_), "points": nodes.number(points), "label": nodes.two(vi, en)}
        )

    def band(id_: str, start: str, vi: str, en: str) -> MapNode:
        return nodes.mapping(
            {"id": nodes.words(id_), "from": nodes.number(start), "label": nodes.two(vi, en)}
        )

    met = [option("met", "1", "Đạt", "Met"), option("not_met", "0", "Chưa đạt", "Not met")]
    bands = [band("fail", "0", "Chưa đạt", "Not met"), band("pass", "80", "Đạt", "Met")]
    return nodes.mapping(
        {
            "format": nodes.number("1"),
            "status": nodes.words("draft"),
            "in_force": nodes.mapping({"from": nodes.day(first_day.isoformat())}),
            "provenance": nodes.mapping(
                {
                    "wording": nodes.words("adapted"),
                    "rule": nodes.words("proposed"),
                    "note": nodes.two("Bộ tiêu chí do đơn vị tự soạn.", "A criteria set of the unit's own."),
                }
            ),
            "scales": nodes.mapping(
                {"met": nodes.mapping({"options": nodes.listing(met), "met_from": nodes.words("met")})}
            ),
            "defaults": nodes.mapping({"scale": nodes.words("met")}),
            "rule": nodes.mapping(
                {
                    "method": nodes.words("points"),
                    "groups": nodes.words("pooled"),
                    "bands": nodes.listing(bands),
                    "mandatory_unmet": nodes.mapping({"at_most": nodes.words("fail")}),
                }
            ),
        }
    )


def begin_edition(
    session: Session, files: Catalogue, of_set: CriteriaSet, base: Edition, first_day: date, who: Whoever
) -> EditionDraft:
    """Begin the next edition of a set from one that is published: everything is kept, ids too."""
    if drafts.set_of(session, of_set.id, lock=True) is None:
        drafts.begin_set(session, of_set.id, who.unit_id, who.at)
    drafted = _from(files, of_set, base, of_set.id, _head(of_set), first_day)
    return _begin(session, drafted, who, "begin_edition", {"from": base.id})


def copy_set(
    session: Session,
    files: Catalogue,
    of_set: CriteriaSet,
    base: Edition,
    title: Text,
    first_day: date,
    who: Whoever,
) -> EditionDraft:
    """Begin a set of one's own that starts out as the copy of an edition of another."""
    set_id = _free_id(session, files, title.vi)
    drafts.begin_set(session, set_id, who.unit_id, who.at)
    head = nodes.put(
        _head(of_set),
        {
            "id": nodes.words(set_id),
            "title": nodes.two(title.vi, title.en),
            "ended": nodes.NULL,
            "links": None,
        },
    )
    drafted = _from(files, of_set, base, set_id, head, first_day)
    without = [_without_replaces(group) for group in drafted.groups]
    return _begin(session, drafted.with_groups(without), who, "copy_set", {"from": base.id})


def _without_replaces(group: MapNode) -> MapNode:
    """Return a group whose criteria replace none: a set's first edition has none before it."""
    criteria = [
        nodes.put(one, {"replaces": None}) if isinstance(one, MapNode) else one
        for one in nodes.items(group, "criteria")
    ]
    return nodes.put(group, {"criteria": nodes.listing(criteria)})


def _from(
    files: Catalogue, of_set: CriteriaSet, base: Edition, set_id: str, head: MapNode, first_day: date
) -> Drafted:
    drafted = Drafted.read(set_id, as_yaml(head), base.files)
    facts, provisions = vocabulary(files)
    known = {
        **nodes.entries(drafted.provisions, "provisions"),
        **nodes.entries(provisions, "provisions"),
    }
    return replace(
        drafted,
        facts=facts,
        provisions=nodes.mapping({"provisions": nodes.mapping(known)}),
    ).with_edition(
        {
            "status": nodes.words("draft"),
            "in_force": nodes.mapping({"from": nodes.day(first_day.isoformat())}),
        }
    )


def _head(of_set: CriteriaSet) -> MapNode:
    links = [
        nodes.mapping(
            {"from": nodes.words(one.from_), "same_as": nodes.words(f"{one.set_id}:{one.indicator}")}
        )
        for one in of_set.links
    ]
    return nodes.mapping(
        {
            "id": nodes.words(of_set.id),
            "title": nodes.two(of_set.title.vi, of_set.title.en),
            "about": nodes.two(of_set.about.vi, of_set.about.en),
            "audience": nodes.words(of_set.audience),
            "ranking": nodes.words("allowed" if of_set.ranking_allowed else "forbidden"),
            "ended": nodes.day(of_set.ended.isoformat()) if of_set.ended else nodes.NULL,
            "links": nodes.listing(links) if links else None,
        }
    )


def vocabulary(files: Catalogue) -> tuple[str, MapNode]:
    """Return facts.yaml, and the node of provisions.yaml, as all sets of the criteria files share them."""
    for one in files.sets.values():
        for edition in one.editions:
            read = Drafted.read(one.id, as_yaml(_head(one)), edition.files)
            return read.facts, read.provisions
    return "facts: {}\n", nodes.mapping({"provisions": nodes.mapping({})})


def _free_id(session: Session, files: Catalogue, title: str) -> str:
    plain = unicodedata.normalize("NFKD", fold(title)).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_ID].rstrip("-") or "set"
    wanted, number = f"{OWN}{slug}", 1
    while wanted in files.sets or drafts.set_of(session, wanted) is not None:
        number += 1
        wanted = f"{OWN}{slug}-{number}"
    return wanted


def _begin(
    session: Session, drafted: Drafted, who: Whoever, what: str, after: Mapping[str, object]
) -> EditionDraft:
    draft = EditionDraft(
        set_id=drafted.set_id,
        unit_id=who.unit_id,
        head=drafted.head_text,
        files=drafts.files_text(drafted.files),
        state=DraftState.OPEN,
        revision=1,
        made_at=who.at,
        changed_at=who.at,
        changed_by=who.by,
    )
    drafts.add(session, draft)
    record(session, draft, what, who.by, who.at, after={"set": drafted.set_id, **after})
    return draft

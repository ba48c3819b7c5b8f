"""What rules with outcomes of their own share: ids of bands and outcomes, and references to them."""

from collections.abc import Sequence

from inspector.criteria.problem import listed, quoted
from inspector.criteria.reader import Fields, Reader
from inspector.criteria.strict_yaml import Node


def mandatory_unmet(reader: Reader, fields: Fields, outcomes: Sequence[str]) -> str:
    """Return the best outcome that an unmet mandatory criterion leaves; the empty text: nothing is said."""
    node = fields.get("mandatory_unmet")
    cap = reader.fields(node, "“mandatory_unmet”", required=("at_most",)) if node is not None else None
    if cap is None:
        return ""
    at = cap.get("at_most")
    outcome = reader.id(at, "“at_most” of “mandatory_unmet”")
    if outcome and at is not None:
        check_known(reader, at, "“mandatory_unmet” names", outcome, outcomes, "outcomes")
    return outcome


def check_known(reader: Reader, node: Node, what: str, id_: str, known: Sequence[str], kinds: str) -> None:
    """Refuse an id that is not among the known ones."""
    if id_ not in known and "" not in known:  # an id that was refused may have been this one
        names = listed(known) or "there are none"
        reader.refuse(node, f"{what} {quoted(id_)}, which it may not.", f"Known {kinds}: {names}.")


def unique_ids(reader: Reader, ids: Sequence[tuple[Node, str]], what: str) -> list[str]:
    """Return the ids, with a problem for each that is there twice."""
    seen: set[str] = set()
    for node, id_ in ids:
        if id_ and id_ in seen:
            reader.refuse(node, f"The {what} {quoted(id_)} is there twice.", "Rename one of them.")
        seen.add(id_)
    return [id_ for _, id_ in ids]

"""Ids that editions of a set used before: none of them is given another meaning."""

from inspector.web.application import application


def ids_of_earlier_editions(set_id: str) -> frozenset[str]:
    """Return the ids of groups, criteria, indicators and gates of every edition of a set."""
    of_set = application().editions.catalogue.sets.get(set_id)
    return frozenset(
        id_
        for edition in (of_set.editions if of_set else ())
        for id_ in (
            *(one.id for one in edition.groups),
            *edition.criteria,
            *edition.indicators,
            *(one.id for one in edition.gates),
        )
    )

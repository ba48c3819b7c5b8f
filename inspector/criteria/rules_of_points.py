"""Reading the rule of an edition whose outcome is a band of percentages."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from inspector.criteria.model import Band, PointsRule
from inspector.criteria.outcomes import check_known, mandatory_unmet, unique_ids
from inspector.criteria.reader import Fields, Reader
from inspector.criteria.strict_yaml import Node


def read_points_rule(reader: Reader, fields: Fields) -> PointsRule:
    """Return the rule from its fields, whose presence was checked."""
    words: tuple[Literal["pooled", "weighted"], ...] = ("pooled", "weighted")
    groups = reader.choice(fields.get("groups"), "“groups” of the rule", words)
    nodes = reader.items(fields.get("bands"), "“bands”", at_least=1)
    bands = [_band(reader, one) for one in nodes]
    ids = unique_ids(reader, [(node, band.id) for node, band in zip(nodes, bands, strict=True)], "band")
    _check_bands(reader, list(zip(nodes, bands, strict=True)))
    return PointsRule(
        method="points",
        weighted_groups=groups == "weighted",
        bands=tuple(bands),
        group_floor=_group_floor(reader, fields, ids),
        mandatory_unmet=mandatory_unmet(reader, fields, ids) or None,
    )


def _band(reader: Reader, node: Node) -> Band:
    fields = reader.fields(node, "A band", required=("id", "from", "label"))
    if fields is None:
        return Band("", Decimal(-1), reader.text(None, ""))
    id_ = reader.id(fields.get("id"), "“id” of a band")
    from_ = reader.number(fields.get("from"), f"“from” of band {id_}", at_least=0, at_most=100)
    label = reader.text(fields.get("label"), f"“label” of band {id_}")
    return Band(id_, Decimal(-1) if from_ is None else from_, label)


def _check_bands(reader: Reader, bands: Sequence[tuple[Node, Band]]) -> None:
    read = [(node, band) for node, band in bands if band.from_ >= 0]  # -1 stands in
    if read and len(read) == len(bands) and read[0][1].from_ != 0:
        node, first = read[0]
        reader.refuse(node, f"The first band, {first.id}, begins at {first.from_}.", "Begin it from 0.")
    for (_, lower), (node, band) in pairwise(read):
        if band.from_ <= lower.from_:
            reader.refuse(
                node,
                f"Band {band.id} begins at {band.from_}, not above the one before it.",
                "List bands from the lowest up, each with a higher “from”.",
            )


def _group_floor(reader: Reader, fields: Fields, bands: Sequence[str]) -> dict[str, Decimal]:
    node = fields.get("group_floor")
    floors: dict[str, Decimal] = {}
    if node is None:
        return floors
    for key, value in reader.entries(node, "“group_floor”") or ():
        band = reader.id(key, "A key of “group_floor”")
        if band:
            check_known(reader, key, "“group_floor” names", band, bands[1:], "bands above the first")
        floor = reader.number(value, f"“group_floor” of {band}", at_least=0, at_most=100)
        floors[band] = Decimal(0) if floor is None else floor
    return floors

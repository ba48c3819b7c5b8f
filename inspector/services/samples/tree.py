"""Hà Nội's units, and one of the old districts as a cluster of the department's own."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from inspector.services.samples.chance import new_id, stream
from inspector.services.units_import import import_units, read_units
from inspector.store import units
from inspector.store.tables.units import LinkKind

DATA = Path(__file__).parents[2] / "data"
LISTS = ("units-hanoi-2020.csv", "units-hanoi-2025.csv")

CITY = "01"
CLUSTERED = "005"
"""The district of which the cluster is made."""

CLUSTER_CODE = "C-001"
COMMUNES_FROM = date(2025, 7, 1)
"""The day from which communes report straight to the city."""


@dataclass(frozen=True, slots=True)
class Tree:
    """The units by code, and how districts went over into communes."""

    districts: Mapping[str, UUID]
    communes: Mapping[str, UUID]
    city: UUID
    cluster: UUID
    shares: Mapping[str, Mapping[str, int]]  # district -> commune -> weight
    main_district: Mapping[str, str]  # commune -> district


def read_table(name: str) -> list[dict[str, str]]:
    """Return the lines of one of the lists that come with the program."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def load_tree(session: Session, seed: int) -> Tree:
    """Put Hà Nội's units into the tree, unless they are there, and make the cluster."""
    chance = stream(seed, "units")
    rows = [row for name in LISTS for row in read_units((DATA / name).read_text("utf-8"), name)]
    import_units(session, rows, new_id=lambda: new_id(chance))
    ids = {row.code: _id_of(session, row.code, row.first_day) for row in rows}
    shares: dict[str, dict[str, int]] = {}
    main_district = {}
    for line in read_table("crosswalk-hanoi-2025.csv"):
        weight = 2 * int(line["old_communes_full"]) + int(line["old_communes_partial"])
        shares.setdefault(line["old_district_code"], {})[line["new_code"]] = weight
        if line["rank"] == "1":
            main_district[line["new_code"]] = line["old_district_code"]
    communes = {code: ids[code] for code in main_district}
    clustered = [ids[commune] for commune, district in main_district.items() if district == CLUSTERED]
    return Tree(
        districts={code: ids[code] for code in shares},
        communes=communes,
        city=ids[CITY],
        cluster=_cluster(session, new_id(chance), ids[CITY], clustered),
        shares=shares,
        main_district=main_district,
    )


def _id_of(session: Session, code: str, day: date) -> UUID:
    unit = units.by_code(session, code, day)
    assert unit is not None, "the unit was just imported"
    return unit.id


def _cluster(session: Session, id_: UUID, city: UUID, communes: list[UUID]) -> UUID:
    there = units.by_code(session, CLUSTER_CODE, COMMUNES_FROM)
    if there is not None:
        return there.id
    cluster = units.new_unit(CLUSTER_CODE, "Cụm Cầu Giấy", units.CLUSTER, first_day=COMMUNES_FROM)
    cluster.id = id_
    session.add(cluster)
    session.flush()
    for commune in communes:
        units.put_below(session, commune, id_, COMMUNES_FROM, kind=LinkKind.CLUSTER)
    units.put_below(session, id_, city, COMMUNES_FROM, kind=LinkKind.CLUSTER)
    session.flush()
    return id_

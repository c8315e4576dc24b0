"""The project's own records of the demonstration set, as written in data/demo: the goal ledger, R&D environments,
clusters with members among the demonstration workplaces, and residual flows."""

import csv
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

import numpy as np
import pyarrow as pa

from dashboard.demo.ground import points
from dashboard.demo.parameters import Parameters, choose
from dashboard.settings import DEMO_PARAMETERS
from dashboard.staged import DAY, FLAG, INT, KINDS, REAL

FLOWS = 60


def records(given: Parameters) -> dict[str, pa.Table]:
    """All kinds of records by their name."""
    clusters = _read("clusters")
    return {
        "establishment": _table("establishment", _read("establishments")),
        "job_result": _table("job_result", _read("job_results")),
        "rd_organisation": _table("rd_organisation", _read("rd_organisations")),
        "rd_capacity": _table("rd_capacity", _read("rd_capacity")),
        "cluster": _table("cluster", clusters),
        "cluster_member": _table("cluster_member", _members(given, clusters)),
        "residual_flow": _table("residual_flow", _flows(given)),
    }


def _read(name: str) -> list[dict[str, str]]:
    with (DEMO_PARAMETERS / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _table(kind: str, rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    """Rows as the kind's schema: text becomes what the column holds, empty means unknown."""
    schema = KINDS[kind]
    return pa.Table.from_pylist(
        [{field.name: _cell(row.get(field.name), field.type) for field in schema} for row in rows], schema=schema
    )


def _cell(value: Any, kind: pa.DataType) -> Any:
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        return value
    readers = {DAY: date.fromisoformat, REAL: float, INT: int, FLAG: lambda text: text == "true"}
    return readers.get(kind, str)(value)


def _members(given: Parameters, clusters: list[dict[str, str]]) -> list[dict[str, Any]]:
    """Members of each cluster: invented companies from both sides, joined since the cluster began."""
    random, rows = given.random("members"), []
    for cluster in clusters:
        started = date.fromisoformat(cluster["started"])
        for number in range(int(cluster["members"])):
            land = "SE" if random.random() < 0.4 else "NO"
            joined = started + timedelta(days=int(random.integers(0, (given.as_of - started).days)))
            role = "lead" if number == 0 else "board" if number < 4 else "member"
            # the first companies of the set are its oldest: those that are most likely still there
            member = f"{land}-DEMO-{cluster['key'][-3:]}{number:03}"
            rows.append({"cluster": cluster["key"], "member": member, "role": role, "joined": joined})
    return rows


def _flows(given: Parameters) -> list[dict[str, Any]]:
    """What is offered and wanted, where, and how many tonnes a year."""
    random, materials = given.random("flows"), _read("materials")
    kind = random.integers(0, len(materials), FLOWS)
    divisions = np.array([given.divisions.index(materials[number]["division"]) for number in kind])
    area = np.array([choose(random, given.jobs[:, division], 1)[0] for division in divisions])
    spots = points(given, area, random)
    return [
        {
            **{name: materials[kind[n]][name] for name in ("material_sv", "material_nb", "material_en", "ewc")},
            "key": f"DEMO-F{n + 1:02}", "name": f"Demo {materials[kind[n]]['material_sv' if given.areas[area[n]][:2] == 'SE' else 'material_nb']} {n + 1}",
            "area": given.areas[area[n]], "lat": float(spots[n, 1]), "lon": float(spots[n, 0]),
            "direction": "offered" if random.random() < 0.6 else "wanted",
            "tonnes_per_year": float(round(10 ** (0.7 + 2.6 * random.random()))),
            "from_on": given.as_of - timedelta(days=int(random.integers(0, 500))),
        }
        for n in range(FLOWS)
    ]  # fmt: skip

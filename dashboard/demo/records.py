"""The project's own records of the demonstration set, as written in data/demo: the goal ledger, R&D environments
and their projects, clusters with members among the demonstration companies, and residual flows."""

import csv
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

import numpy as np
import pyarrow as pa

from dashboard.demo.firms import OPEN, Firms, company_keys, day
from dashboard.demo.ground import points
from dashboard.demo.parameters import Parameters, choose
from dashboard.settings import DEMO_PARAMETERS
from dashboard.staged import DAY, FLAG, INT, KINDS, REAL

FLOWS = 60


def records(given: Parameters, made: Firms) -> dict[str, pa.Table]:
    """All kinds of records by their name."""
    clusters, organisations = _read("clusters"), _read("rd_organisations")
    return {
        "establishment": _table("establishment", _read("establishments")),
        "job_result": _table("job_result", _read("job_results")),
        "rd_organisation": _table("rd_organisation", organisations),
        "rd_project": _table("rd_project", _projects(given, organisations)),
        "rd_capacity": _table("rd_capacity", _read("rd_capacity")),
        "cluster": _table("cluster", clusters),
        "cluster_member": _table("cluster_member", _members(given, made, clusters)),
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
    readers: dict[pa.DataType, Callable[[str], Any]] = {
        DAY: date.fromisoformat,
        REAL: float,
        INT: int,
        FLAG: lambda text: text == "true",
    }
    return readers.get(kind, str)(value)


def _members(given: Parameters, made: Firms, clusters: list[dict[str, str]]) -> list[dict[str, Any]]:
    """Members of each cluster: companies of its industries from both sides that are active on the as-of date."""
    random, rows = given.random("members"), []
    division, keys = made.place % len(given.divisions), company_keys(given, made)
    for cluster in clusters:
        started = date.fromisoformat(cluster["started"])
        codes = [given.divisions.index(code) for code in cluster["divisions"].split(",")]
        able = (made.closed == OPEN) & ~made.sole & (made.opened < day(started)) & np.isin(division, codes)
        candidates = np.flatnonzero(able)
        order = candidates[np.argsort(random.random(len(candidates)))]
        for number, member in enumerate(order[: int(cluster["members"])]):
            joined = started + timedelta(days=int(random.integers(0, (given.as_of - started).days)))
            role = "lead" if number == 0 else "board" if number < 4 else "member"
            rows.append({"cluster": cluster["key"], "member": keys[member].as_py(), "role": role, "joined": joined})
    return rows


def _flows(given: Parameters) -> list[dict[str, Any]]:
    """What is offered and wanted, where, and how many tonnes a year."""
    random, materials = given.random("flows"), _read("materials")
    kind = random.integers(0, len(materials), FLOWS)
    divisions = np.array([given.divisions.index(materials[number]["division"]) for number in kind])
    area = np.array([choose(random, given.jobs[:, division], 1)[0] for division in divisions])
    spots = points(given, area, random)
    rows = []
    for number in range(FLOWS):
        material, key = materials[kind[number]], given.areas[area[number]]
        language = "sv" if key.startswith("SE") else "nb"
        rows.append({
            **{name: material[name] for name in ("material_sv", "material_nb", "material_en", "ewc")},
            "key": f"DEMO-F{number + 1:02}", "name": f"Demo {material[f'material_{language}']} {number + 1}",
            "area": key, "lat": float(spots[number, 1]), "lon": float(spots[number, 0]),
            "direction": "offered" if random.random() < 0.6 else "wanted",
            "tonnes_per_year": float(round(10 ** (0.7 + 2.6 * random.random()))),
            "from_on": given.as_of - timedelta(days=int(random.integers(0, 500))),
        })  # fmt: skip
    return rows


def _projects(given: Parameters, organisations: list[dict[str, str]]) -> list[dict[str, Any]]:
    """As many research projects as each organisation's row says, from its country or the EU, some of unknown amount."""
    random, raw, topics = given.random("projects"), given.raw["research"], _read("rd_topics")
    rows: list[dict[str, Any]] = []
    for organisation in organisations:
        country, language = organisation["country"], "sv" if organisation["country"] == "SE" else "nb"
        for _ in range(int(organisation["projects"])):
            european = random.random() < 0.4
            amount = raw["middle_amount"] * np.exp(random.standard_normal() * 0.8)
            in_euro = 1.0 if european else raw["per_euro"]
            first = date(int(random.integers(raw["first_year"], given.as_of.year + 1)), int(random.integers(1, 9)), 1)
            rows.append({
                "key": f"{country}-DEMO-P{len(rows) + 1:03}", "country": country, "organisation": organisation["key"],
                "organisation_name": organisation[f"name_{language}"], "area": organisation["area"],
                "title": f"Demo {topics[random.integers(len(topics))][f'title_{language}']}",
                "programme": raw["EU"] if european else raw[country]["programme"],
                "role": "coordinator" if random.random() < 0.35 else "participant",
                "amount": None if random.random() < raw["unknown_amount"] else float(round(amount * in_euro, -3)),
                "currency": "EUR" if european else raw[country]["currency"],
                "started": first, "ended": first + timedelta(days=int(random.integers(2, 6)) * 365 - 1),
            })  # fmt: skip
    return rows

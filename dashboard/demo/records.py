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
from dashboard.demo.parameters import Parameters
from dashboard.settings import DEMO_PARAMETERS
from dashboard.staged import DAY, FLAG, INT, KINDS, REAL

FLOWS, SEEKING = 60, 6  # flows, and how many of the offered materials have looked for a taker


def records(given: Parameters, made: Firms) -> dict[str, pa.Table]:
    """All kinds of records by their name."""
    clusters, organisations, units = rows_of("clusters"), rows_of("rd_organisations"), rows_of("rd_units")
    return {
        "establishment": _table("establishment", rows_of("establishments")),
        "job_result": _table("job_result", rows_of("job_results")),
        "rd_organisation": _table("rd_organisation", organisations),
        "rd_project": _table("rd_project", _projects(given, organisations)),
        "rd_unit": _table("rd_unit", units),
        "rd_capacity": _table("rd_capacity", rows_of("rd_capacity")),
        "rd_link": _table("rd_link", _links(given, made, units)),
        "need": _table("need", rows_of("needs")),
        "cluster": _table("cluster", clusters),
        "cluster_member": _table("cluster_member", [*_members(given, made, clusters), *rows_of("cluster_members")]),
        "meeting": _table("meeting", rows_of("meetings")),
        "residual_flow": _table("residual_flow", _flows(given, made)),
        "policy_item": _table("policy_item", rows_of("policy_items")),
        "ai_test": _table("ai_test", rows_of("ai_tests")),
    }


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows of a file of data/demo, as text."""
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


# which industries come to the units of a field
ASKING = {
    "bioeconomy": "01,02,20", "forestry": "02,16", "food": "10,11,56", "aquaculture": "03,10", "energy": "35,41",
    "materials": "24,25,26", "ict": "61,62", "ai": "62,46,28", "health": "86,87", "tourism": "55,79,93", "sports": "32,93",
    "construction": "41,43", "circular": "38,25,46", "social": "69,70",
}  # fmt: skip
ACROSS = 0.22  # share of links whose company lies on the other side of the border


def _links(given: Parameters, made: Firms, units: list[dict[str, str]]) -> list[dict[str, Any]]:
    """What companies and units have done together: companies of the industries that ask for the unit's field."""
    random = given.random("links")
    rows: list[dict[str, Any]] = []
    division, area = made.place % len(given.divisions), made.place // len(given.divisions)
    keys = company_keys(given, made)
    swedish = np.array([key.startswith("SE") for key in given.areas])[area]
    able = (made.closed == OPEN) & ~made.sole
    for unit in units:
        codes = [given.divisions.index(code) for code in ASKING[unit["field"]].split(",")]
        fits = able & np.isin(division, codes)
        for _ in range(int(random.integers(1, 5))):
            other = (random.random() < ACROSS) ^ unit["area"].startswith("SE")
            near = np.flatnonzero(fits & (swedish == other))
            company = int(near[random.integers(len(near))])
            rows.append({
                "key": f"DEMO-L{len(rows) + 1:02}", "unit": unit["key"], "company": keys[company].as_py(),
                "area": given.areas[area[company]],
                "form": str(random.choice(["visit", "project", "thesis", "test", "service"], p=[0.4, 0.25, 0.15, 0.1, 0.1])),
                "started": given.as_of - timedelta(days=int(random.integers(0, 900))),
            })  # fmt: skip
    return rows


def _flows(given: Parameters, made: Firms) -> list[dict[str, Any]]:
    """What companies of the materials' industries offer and want, where and how much a year; some have found each other."""
    random, materials = given.random("flows"), rows_of("materials")
    division, home, keys = (
        made.place % len(given.divisions),
        made.place // len(given.divisions),
        company_keys(given, made),
    )
    able = (made.closed == OPEN) & ~made.sole
    kind = random.integers(0, len(materials), FLOWS)
    candidates = [np.flatnonzero(able & (division == given.divisions.index(row["division"]))) for row in materials]
    company = np.array([candidates[number][random.integers(len(candidates[number]))] for number in kind])
    spots = points(given, home[company], random)
    rows: list[dict[str, Any]] = []
    for number in range(FLOWS):
        material, key = materials[kind[number]], given.areas[home[company[number]]]
        language = "sv" if key.startswith("SE") else "nb"
        rows.append({
            **{name: material[name] for name in ("material_sv", "material_nb", "material_en", "ewc", "form")},
            "key": f"DEMO-F{number + 1:02}", "company": keys[company[number]].as_py(),
            "name": f"Demo {material[f'material_{language}']} {number + 1}",
            "area": key, "lat": float(spots[number, 1]), "lon": float(spots[number, 0]),
            "direction": "offered" if random.random() < 0.55 else "wanted", "status": "open",
            material["unit"]: float(round(10 ** (0.7 + 2.6 * random.random()))),
            "jobs": round(float(random.random()) * 3, 1) if random.random() < 0.3 else None,
            "from_on": given.as_of - timedelta(days=int(random.integers(0, 500))),
            "until_on": given.as_of + timedelta(days=int(random.integers(30, 700))) if random.random() < 0.25 else None,
        })  # fmt: skip
    for one in [row for row in rows if row["direction"] == "offered" and row["ewc"]][:SEEKING]:
        takers = (r for r in rows if (r["direction"], r["status"], r["ewc"]) == ("wanted", "open", one["ewc"]))
        if other := next(takers, None):
            one.update(status="matched", matched_with=other["key"])
            other.update(status="matched", matched_with=one["key"])
    return rows


def _projects(given: Parameters, organisations: list[dict[str, str]]) -> list[dict[str, Any]]:
    """As many research projects as each organisation's row says, from its country or the EU, some of unknown amount."""
    random, raw, topics = given.random("projects"), given.raw["research"], rows_of("rd_topics")
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

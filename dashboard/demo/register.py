"""The demonstration's own register, for trying out what staff do: its records, and as many invented contacts as it counts."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from dashboard.demo.firms import companies, simulate
from dashboard.demo.parameters import parameters
from dashboard.demo.records import records, rows_of
from dashboard.register.actor import Actor, Role
from dashboard.register.schema import KINDS
from dashboard.register.store import Edit, Register

WHO = Actor("demo", Role.administrator)
PARTS = {"rd_organisation": "organisation", "rd_unit": "rd_unit", "establishment": "establishment",
         "job_result": "job_result", "rd_link": "link", "cluster": "cluster", "meeting": "meeting",
         "residual_flow": "residual_flow", "policy_item": "policy_item", "ai_test": "ai_test"}  # fmt: skip


def seed(register: Register) -> None:
    """Fill an empty register with the demonstration's records. Raises ValueError where one breaks a rule: a bug of ours."""
    bad = [outcome for outcome in register.apply(WHO, list(_edits()), "data/demo") if outcome.problems]
    if bad:
        raise ValueError(f"The demonstration's records break the register's rules: {bad[:3]}")


def _edits() -> Iterator[Edit]:
    given = parameters()
    made = simulate(given, 1)
    tables = {name: table.to_pylist() for name, table in records(given, made).items()}
    known = companies(given, made).select(["key", "name", "area"]).to_pylist()
    firm = {row["key"]: {"company": row["key"], "name": row["name"], "area": row["area"]} for row in known}
    for name, kind in PARTS.items():
        for row in tables[name]:
            yield Edit(kind, _fields(kind, row) | firm.get(row.get("company") or "", {}), row["key"])
    for row in tables["cluster_member"]:
        who = firm.get(row["member"]) or {"organisation": row["member"] if row["member"].startswith("RD-") else None}
        yield Edit("cluster_member", _fields("cluster_member", row) | who)
    said = {row["key"]: f"Demo: {row['text']}" for row in rows_of("needs")}
    for number, row in enumerate(tables["need"], 1):
        more = {"name": f"Demo Företag {number}", "text": said[row["key"]]}
        yield Edit("need", _fields("need", row) | more, row["key"])
    yield Edit(
        "identity_ruling", {"mention": "SE-2380 demo arbetsgivare", "note": "Demo: inget bestämt företag"}, "DEMO-I1"
    )
    collected = given.as_of - timedelta(days=120)
    number = 0
    for row in tables["rd_capacity"]:
        for _ in range(row["contact_points"]):
            number += 1
            yield Edit("contact", _fields("contact", row) | {
                "name": f"Demo Person {number:03}", "email": f"person{number:03}@demo.example", "source": "data/demo",
                "lawful_basis": "public_task", "collected_on": collected,
            }, f"DEMO-P{number:03}")  # fmt: skip


def _fields(kind: str, row: dict[str, Any]) -> dict[str, Any]:
    """What of a staged row the kind has a field for."""
    made = {field.name: row[field.name] for field in KINDS[kind].fields if row.get(field.name) is not None}
    if kind == "job_result":
        made["positions"] = row["fte"]
        made.pop("fte")
    return made

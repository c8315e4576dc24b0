"""What the warehouse may know of the register, as staged rows: never a person, never a company's own words.

Contacts are counted by unit and function, needs lose name and text, and what staff wrote for themselves stays behind.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa

from dashboard.register.actor import COMMAND
from dashboard.register.store import Record, Register
from dashboard.sources.tables import plain
from dashboard.staged import KINDS, Release, write_release

LANGUAGES = ("sv", "nb", "en")
RESEARCH = ("university", "institute", "hospital")
CONTACT = {"function_sv": "Kontakt", "function_nb": "Kontakt", "function_en": "Contact"}


def release(register: Register, staged: Path, as_of: date, *, public: bool = False) -> Release:
    """Write the release ``register`` below the staged folder and return it; ``as_of`` is the day it is known for. A
    ``public`` one leaves out how many contacts there are where, and names no evidence."""
    rows = _rows(register)
    if public:
        rows["rd_capacity"] = []
        for kind in ("establishment", "job_result"):
            rows[kind] = [{**row, "evidence": None} for row in rows[kind]]
    tables = {
        kind: pa.Table.from_pylist([{name: row.get(name) for name in KINDS[kind].names} for row in found], KINDS[kind])
        for kind, found in rows.items()
    }
    count = sum(map(len, rows.values()))
    digest = sha256(f"{register.engine.url!r} {register.revision()}".encode()).hexdigest()
    read_at = datetime.now(UTC).replace(tzinfo=None)
    made = Release("register", "register", digest, as_of, read_at, count, count, 0, 0, complete=True)
    write_release(staged, made, tables)
    return made


def _rows(register: Register) -> dict[str, list[dict[str, Any]]]:
    """Staged rows by kind."""
    all_of = {kind: register.all(COMMAND, kind) for kind in (
        "organisation", "establishment", "job_result", "rd_unit", "contact", "need", "link", "cluster", "cluster_member",
        "meeting", "residual_flow", "policy_item", "ai_test", "identity_ruling",
    )}  # fmt: skip
    organisations = {row["key"]: row for row in all_of["organisation"]}
    units = {row["key"]: {**_point(row, organisations), **_named(row, "name")} for row in all_of["rd_unit"]}
    at = {row["key"]: row for row in all_of["establishment"]}
    with_units = {unit["organisation"] for unit in units.values()}
    return {
        "establishment": all_of["establishment"],
        "job_result": [_job(row, at[row["establishment"]]) for row in all_of["job_result"]],
        "rd_organisation": [
            {**row, **_named(row, "name"), "country": row["area"][:2]}
            for row in all_of["organisation"]
            if row["kind"] in RESEARCH or row["key"] in with_units
        ],
        "rd_unit": list(units.values()),
        "rd_capacity": list(_capacity(all_of["contact"], units)),
        "rd_link": all_of["link"],
        "need": all_of["need"],
        "cluster": [{**row, **_named(row, "name")} for row in all_of["cluster"]],
        "cluster_member": [{**row, "member": _party(row)} for row in all_of["cluster_member"]],
        "meeting": all_of["meeting"],
        "residual_flow": [{**row, **_named(row, "material")} for row in all_of["residual_flow"]],
        "policy_item": all_of["policy_item"],
        "ai_test": all_of["ai_test"],
        "identity_ruling": all_of["identity_ruling"],
    }  # fmt: skip


def _job(job: Record, at: Record) -> dict[str, Any]:
    """A job counts where and from when its establishment does, unless it says otherwise; not moved is not known."""
    since = job["from_on"] or at["operating_on"] or at["opened_on"] or at["decided_on"]
    return {
        **job, "area": job["area"] or at["area"], "programme": job["programme"] or at["programme"], "from_on": since,
        "moved": job["moved"] or None,
    }  # fmt: skip


def _capacity(contacts: Iterable[Record], units: Mapping[str, Record]) -> Iterable[dict[str, Any]]:
    """How many contacts a unit has in each function."""
    counted: Counter[tuple[str, ...]] = Counter()
    for contact in contacts:
        named = _named(contact, "function") if any(contact[name] for name in CONTACT) else CONTACT
        counted[contact["unit"], *(named[name] for name in CONTACT)] += 1
    for (key, *function), count in counted.items():
        unit = units[key]
        yield {
            "organisation": unit["organisation"], "unit": key, **{f"unit_{language}": unit[f"name_{language}"] for language in LANGUAGES},
            **dict(zip(CONTACT, function, strict=True)), "field": unit["field"], "area": unit["area"], "contact_points": count,
        }  # fmt: skip


def _named(row: Mapping[str, Any], name: str) -> dict[str, Any]:
    """A name in three languages, the first there is where one is lacking."""
    first = next((row[f"{name}_{language}"] for language in LANGUAGES if row[f"{name}_{language}"]), None)
    return {f"{name}_{language}": row[f"{name}_{language}"] or first for language in LANGUAGES}


def _point(unit: Record, organisations: Mapping[str, Record]) -> Record:
    """A unit without a point of its own lies where its organisation does, if that is in the same municipality."""
    at = organisations[unit["organisation"]]
    if unit["lat"] is None and at["area"] == unit["area"]:
        return {**unit, "lat": at["lat"], "lon": at["lon"]}
    return unit


def _party(member: Record) -> str:
    """Who a member is: a company, an organisation, or else a name in a municipality, the same in every cluster."""
    return member["company"] or member["organisation"] or f"{member['area']} {plain(member['name'])}"

"""The counting rules of the goal ledger and what else must hold between records, whoever writes and by whatever way.

``check`` says what is wrong with a record that is about to be stored and ``work_out`` fills what follows from it. Both
look at other records through ``Others``, inside the transaction that stores.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, Protocol

from dashboard.register.values import Problem

Record = Mapping[str, Any]
STAGES = ("lead", "decided", "opened", "operating")
YEAR = 365  # days; a contract of a whole leap year is longer, and counts no more than a year
PARTY = re.compile(r"(SE|NO)(-[0-9A-Z-]+( \S.*)?| \S.*)")  # a number, or words in a municipality or country
EWC = re.compile(r"[0-9]{2} [0-9]{2} [0-9]{2}\*?")


class Others(Protocol):
    """The other records, as the transaction sees them."""

    def one(self, kind: str, key: str | None) -> Record | None:
        """The record of that key."""

    def where(self, kind: str, **fields: object) -> list[Record]:
        """The records whose fields have these values."""


def check(kind: str, record: Record, others: Others) -> list[Problem]:
    """What breaks a rule; empty when the record may be stored. ``record`` is clean and has its key ("" when new)."""
    return list(_RULES[kind](record, others)) if kind in _RULES else []


def work_out(kind: str, record: Record, before: Record | None, who: str, today: date) -> dict[str, Any]:
    """The record with what follows from it: full-time equivalents, who verified it, when to review, names in lines."""
    made = dict(record)
    if "verification" in made:
        verified = made["verification"] == "verified"
        made["verified_on"] = (made["verified_on"] or today) if verified else None
        still = before is not None and before["verification"] == "verified"
        made["verified_by"] = (before["verified_by"] if before and still else who) if verified else None
    if kind == "job_result":
        made["fte"] = full_time(made)
    if kind == "contact":
        made["review_on"] = made["review_on"] or (made["collected_on"] + timedelta(days=YEAR))
    if kind == "need":
        made["recorded_on"] = made["recorded_on"] or today
    return made


def full_time(job: Record) -> float:
    """Full-time equivalents: half-time counts 0.5, a contract under a year its part of the year."""
    part = 1.0
    if job["contract"] == "temporary" and job["from_on"] and job["to_on"]:
        part = min(1.0, ((job["to_on"] - job["from_on"]).days + 1) / YEAR)
    return round(float(job["positions"] * job["share"] / 100 * part), 4)


def _establishment(record: Record, others: Others) -> Iterator[Problem]:
    yield from _stages(record)
    yield from _verified(record)
    if record["verification"] == "verified" and record["stage"] not in ("opened", "operating"):
        yield Problem("verification", "verified_stage")
    other = others.one("establishment", record["counted_with"])
    if other:
        if other["key"] == record["key"] or other["area"][:2] == record["area"][:2]:
            yield Problem("counted_with", "other_side")
        if other["counted_with"] not in (None, record["key"]):
            yield Problem("counted_with", "linked_elsewhere", {"key": other["key"]})
        linked = [
            e["key"] for e in others.where("establishment", counted_with=other["key"]) if e["key"] != record["key"]
        ]
        if linked:
            yield Problem("counted_with", "linked_elsewhere", {"key": linked[0]})
    for same in others.where("establishment", area=record["area"], programme=record["programme"]):
        named = bool(record["company"]) and same["company"] == record["company"]
        alike = named or (same["name"].casefold() == record["name"].casefold() and same["company"] == record["company"])
        if alike and same["key"] != record["key"] and "lost" not in (same["stage"], record["stage"]):
            yield Problem("name", "already", {"key": same["key"]})


def _stages(record: Record) -> Iterator[Problem]:
    """The stage reached has its date, and the dates stand in the stages' order."""
    if not record[f"{record['stage']}_on"]:
        yield Problem(f"{record['stage']}_on", "stage_date")
    dates = [(stage, record[f"{stage}_on"]) for stage in (*STAGES, "lost") if record[f"{stage}_on"]]
    for (_, first), (stage, then) in pairwise(dates):
        if then < first:
            yield Problem(f"{stage}_on", "stage_order")


def _verified(record: Record) -> Iterator[Problem]:
    if record["verification"] == "verified" and not record["evidence"]:
        yield Problem("evidence", "verified_evidence")


def _job(record: Record, others: Others) -> Iterator[Problem]:
    yield from _verified(record)
    if not 0 < record["positions"] <= 10_000:
        yield Problem("positions", "positive")
    if not 0 < record["share"] <= 100:
        yield Problem("share", "share")
    if record["contract"] == "temporary" and not (record["from_on"] and record["to_on"]):
        yield Problem("to_on", "contract_dates")
    if record["from_on"] and record["to_on"] and record["to_on"] < record["from_on"]:
        yield Problem("to_on", "ends_first")
    for same in others.where("job_result", establishment=record["establishment"]) if record["position"] else ():
        named = (same["position"] or "").casefold() == record["position"].casefold()
        if named and same["kind"] != record["kind"] and same["key"] != record["key"]:
            yield Problem("kind", "created_and_maintained", {"key": same["key"]})
    at = others.one("establishment", record["establishment"])
    if at and record["verification"] == "verified" and at["stage"] in ("lead", "lost"):
        yield Problem("verification", "verified_stage")


def _named(record: Record, _: Others) -> Iterator[Problem]:
    if not any(record[f"name_{language}"] for language in ("sv", "nb", "en")):
        yield Problem("name_sv", "one_name")


def _member(record: Record, others: Others) -> Iterator[Problem]:
    yield from _order(record, "joined", "left_on")
    for same in others.where("cluster_member", cluster=record["cluster"]):
        alike = _party(same) == _party(record) and same["key"] != record["key"]
        if alike and not (same["left_on"] or record["left_on"]):
            yield Problem("name", "already", {"key": same["key"]})


def _party(member: Record) -> object:
    return member["company"] or member["organisation"] or member["name"]


def _flow(record: Record, others: Others) -> Iterator[Problem]:
    yield from _order(record, "from_on", "until_on")
    if record["form"] == "material" and not any(record[f"material_{language}"] for language in ("sv", "nb", "en")):
        yield Problem("material_sv", "one_name")
    if record["ewc"] and not EWC.fullmatch(record["ewc"]):
        yield Problem("ewc", "ewc", {"text": record["ewc"]})
    for name in ("tonnes_per_year", "mwh_per_year", "jobs"):
        if record[name] is not None and record[name] < 0:
            yield Problem(name, "positive")
    other = others.one("residual_flow", record["matched_with"])
    if other and (other["key"] == record["key"] or other["direction"] == record["direction"]):
        yield Problem("matched_with", "other_direction")


def _ruling(record: Record, others: Others) -> Iterator[Problem]:
    """One word on each party, and that on a party as the pages name it."""
    if not PARTY.fullmatch(record["mention"]):
        yield Problem("mention", "mention")
    for same in others.where("identity_ruling", mention=record["mention"]):
        if same["key"] != record["key"]:
            yield Problem("mention", "already", {"key": same["key"]})


def _contact(record: Record, _: Others) -> Iterator[Problem]:
    yield from _order(record, "collected_on", "review_on")


def _cluster(record: Record, others: Others) -> Iterator[Problem]:
    yield from _named(record, others)
    yield from _order(record, "started", "ended")


def _order(record: Record, first: str, then: str) -> Iterator[Problem]:
    if record[first] and record[then] and record[then] < record[first]:
        yield Problem(then, "ends_first")


_RULES: dict[str, Callable[[Record, Others], Iterator[Problem]]] = {
    "establishment": _establishment, "job_result": _job, "organisation": _named, "rd_unit": _named, "cluster": _cluster,
    "cluster_member": _member, "residual_flow": _flow, "contact": _contact, "identity_ruling": _ruling,
}  # fmt: skip

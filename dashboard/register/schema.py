"""What is recorded: the kinds of records and their fields. Tables, rules, forms and workbook all follow from this list.

Names of kinds, fields and choices stand in the message files (``record.<kind>``, ``record.<kind>.<field>`` or
``record.<field>``, ``choice.<field>.<value>``); a new field wants a migration (see migrations/).
"""

import tomllib
from dataclasses import dataclass
from typing import Literal

from dashboard.settings import REFERENCE

Type = Literal[
    "text", "long", "number", "whole", "day", "flag", "choice", "many", "area", "region", "industry", "company", "reference",
]  # fmt: skip
PROGRAMMES = tuple(tomllib.loads((REFERENCE / "goals.toml").read_text(encoding="utf-8")))
RD_FIELDS = (
    "bioeconomy", "forestry", "food", "aquaculture", "energy", "materials", "ict", "ai", "health", "tourism", "sports",
    "construction", "circular", "social",
)  # fmt: skip


@dataclass(frozen=True)
class Field:
    """One field. ``area`` is a municipality, ``region`` also a county or the whole, ``company`` a company's key
    (NO-923609016), ``many`` several choices separated by commas."""

    name: str
    type: Type = "text"
    required: bool = False
    choices: tuple[str, ...] = ()
    to: str = ""  # the kind that a reference names
    default: object = None
    worked_out: bool = False  # by the rules, never typed
    personal: bool = False  # about a person: blanked by an erasure


@dataclass(frozen=True)
class Kind:
    """A kind of record; its keys are the prefix and a number (E0012)."""

    name: str
    prefix: str
    fields: tuple[Field, ...]

    def __getitem__(self, name: str) -> Field:
        """The field of that name. Raises KeyError where there is none."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(f"{self.name} has no field {name}")


def _choice(name: str, *choices: str, required: bool = False, default: str | None = None) -> Field:
    return Field(name, "choice", required, choices, default=default)


def _named() -> tuple[Field, ...]:
    """A name in three languages, of which one is enough."""
    return (Field("name_sv"), Field("name_nb"), Field("name_en"))


_WHO = (Field("company", "company"), Field("name", required=True), Field("area", "area", required=True))
_POINT = (Field("lat", "number"), Field("lon", "number"))
_VERIFIED = (
    _choice("verification", "expected", "reported", "verified", required=True, default="expected"),
    Field("evidence"), Field("verified_on", "day"), Field("verified_by", worked_out=True),
)  # fmt: skip
_PROGRAMME = _choice("programme", *PROGRAMMES)
_EXPERTISE = (
    Field("expertise", "long"), Field("terms"), Field("languages", "many", choices=("sv", "nb", "en", "sma", "de")),
    Field("offers", "many", choices=("test_bench", "thesis", "project", "advice", "course", "equipment")),
)  # fmt: skip
_RD_FIELD = _choice("field", *RD_FIELDS, required=True)
_LONG: Type = "long"

# in the order in which one refers to another, and in which they stand in the workbook
_ALL = (
    Kind("organisation", "O", (
        *_named(), _choice("kind", "university", "institute", "hospital", "public", "association", "company", required=True),
        Field("company", "company"), Field("area", "area", required=True), *_POINT, Field("website"), Field("note", _LONG),
    )),
    Kind("establishment", "E", (
        *_WHO, Field("industry", "industry"), _PROGRAMME,
        _choice("stage", "lead", "decided", "opened", "operating", "lost", required=True, default="lead"),
        Field("lead_on", "day"), Field("decided_on", "day"), Field("opened_on", "day"), Field("operating_on", "day"),
        Field("lost_on", "day"), *_VERIFIED, Field("activity"), Field("transfer", "flag", default=False),
        Field("counted_with", "reference", to="establishment"), Field("note", _LONG),
    )),
    Kind("job_result", "J", (
        Field("establishment", "reference", required=True, to="establishment"), Field("position"),
        _choice("kind", "created", "maintained", required=True, default="created"),
        Field("positions", "number", required=True, default=1.0), Field("share", "number", required=True, default=100.0),
        _choice("contract", "permanent", "temporary", required=True, default="permanent"),
        Field("from_on", "day"), Field("to_on", "day"), Field("fte", "number", worked_out=True),
        Field("higher_education", "flag", default=False),
        _choice("effect", "direct", "construction", "indirect", "induced", required=True, default="direct"),
        Field("moved", "flag", default=False), Field("area", "area"), _PROGRAMME, *_VERIFIED, Field("note", _LONG),
    )),
    Kind("rd_unit", "U", (
        Field("organisation", "reference", required=True, to="organisation"), *_named(), _RD_FIELD,
        Field("area", "area", required=True), *_POINT, *_EXPERTISE, Field("website"),
    )),
    Kind("contact", "P", (
        Field("unit", "reference", required=True, to="rd_unit"), Field("name", required=True, personal=True),
        Field("function_sv"), Field("function_nb"), Field("function_en"), Field("email", personal=True),
        Field("phone", personal=True), Field("expertise", _LONG, personal=True), Field("terms"), *_EXPERTISE[2:],
        Field("source", required=True, personal=True),
        _choice("lawful_basis", "public_task", "consent", "legitimate_interest", required=True, default="public_task"),
        Field("collected_on", "day", required=True), Field("review_on", "day"), Field("publish", "flag", default=False),
    )),
    Kind("need", "N", (
        *_WHO, Field("text", _LONG, required=True), _RD_FIELD, Field("terms"),
        _choice("status", "open", "matched", "closed", required=True, default="open"), Field("recorded_on", "day"),
    )),
    Kind("link", "L", (
        Field("unit", "reference", required=True, to="rd_unit"), *_WHO,
        _choice("form", "visit", "project", "thesis", "test", "service", required=True, default="visit"),
        Field("started", "day"), Field("note", _LONG),
    )),
    Kind("cluster", "K", (
        *_named(), _choice("kind", "cluster", "working_group", required=True, default="cluster"),
        Field("industry", "industry"), Field("started", "day"), Field("ended", "day"), Field("purpose", _LONG),
    )),
    Kind("cluster_member", "M", (
        Field("cluster", "reference", required=True, to="cluster"), Field("organisation", "reference", to="organisation"),
        *_WHO, _choice("kind", "company", "research", "public", "association", required=True, default="company"),
        _choice("role", "lead", "board", "member", "observer", required=True, default="member"),
        Field("joined", "day"), Field("left_on", "day"),
    )),
    Kind("meeting", "T", (
        Field("cluster", "reference", required=True, to="cluster"), Field("day", "day", required=True),
        Field("title", required=True), Field("area", "area"),
        _choice("form", "physical", "online", "both", required=True, default="physical"),
        Field("participants", "whole"), Field("notes", _LONG),
    )),
    Kind("residual_flow", "F", (
        *_WHO, *_POINT, _choice("direction", "offered", "wanted", required=True, default="offered"),
        _choice("form", "material", "heat", "cold", "transport", required=True, default="material"),
        Field("material_sv"), Field("material_nb"), Field("material_en"), Field("ewc"), Field("tonnes_per_year", "number"),
        Field("mwh_per_year", "number"), Field("jobs", "number"), Field("from_on", "day"), Field("until_on", "day"),
        _choice("status", "open", "matched", "ended", required=True, default="open"),
        Field("matched_with", "reference", to="residual_flow"), Field("note", _LONG),
    )),
    Kind("policy_item", "B", (
        Field("title", required=True), Field("area", "region"), _choice("theme", "bio", "circular", "other", required=True),
        _choice("stage", "finding", "proposal", "decision", "follow_up", required=True, default="finding"),
        Field("finding", _LONG, required=True), Field("proposal", _LONG), Field("decision", _LONG), Field("decided_by"),
        Field("decided_on", "day"), Field("follow_up", _LONG), Field("follow_up_on", "day"), Field("evidence"),
    )),
    Kind("ai_test", "A", (
        Field("title", required=True), Field("question", _LONG, required=True), Field("method", _LONG, required=True),
        Field("data", _LONG), Field("result", _LONG), Field("decision", _LONG), Field("tested_on", "day"),
        Field("decided_on", "day"),
    )),
    Kind("identity_ruling", "I", (  # which company a party is (see warehouse/sql/marts/party.sql); without one it is none
        Field("mention", required=True), Field("company", "company"), Field("note", _LONG),
    )),
)  # fmt: skip
KINDS: dict[str, Kind] = {kind.name: kind for kind in _ALL}

"""From what a form, a workbook or a command gives to what is stored; what cannot be stored is a Problem that says why."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as part
from datetime import date, datetime
from typing import Any

from stdnum.se import personnummer

from dashboard.register.schema import Field, Kind
from dashboard.sources import cells
from dashboard.sources.industry import UNLABELLED, industry
from dashboard.sources.intake import Outside, Unusable
from dashboard.sources.municipality import municipality
from dashboard.sources.orgnr import names_person, organisation
from dashboard.sources.region import region

SHORT, LONG = 300, 8_000  # characters
# what a spreadsheet might run as a command; a minus or a plus alone begins many an honest text
_COMMAND = re.compile(r"\s*(?:[=@]|[+\-][^|]*\|)")
_TELEPHONE = re.compile("0[0-9]{7,9}")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_KEY = re.compile(r"(?:SE|NO)-[0-9A-Za-z-]{1,40}")


@dataclass(frozen=True)
class Problem:
    """Why a value cannot be stored: ``reason`` is a message key (``problem.<reason>``) that ``values`` fill."""

    field: str
    reason: str
    values: Mapping[str, object] = part(default_factory=dict)


class Invalid(Exception):
    """A record that cannot be stored, with every problem that it has."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(f"{p.field}: {p.reason}" for p in problems))
        self.problems = problems


def clean(kind: Kind, given: Mapping[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
    """The stored form of every field of a record, and what is wrong with it. What is empty takes its default only when
    it is not named at all; fields that the rules work out pass as they are."""
    stored: dict[str, Any] = {}
    problems = [Problem(name, "unknown_field") for name in given if name not in {f.name for f in kind.fields}]
    for field in kind.fields:
        try:
            stored[field.name] = value(field, given.get(field.name, field.default))
        except Unusable as bad:
            stored[field.name] = None
            problems.append(Problem(field.name, bad.reason, {"text": bad.detail}))
        if field.required and stored[field.name] is None and not any(p.field == field.name for p in problems):
            problems.append(Problem(field.name, "required"))
    return stored, problems


def value(field: Field, given: Any) -> Any:
    """One value as it is stored; None where there is none. Raises Unusable."""
    if isinstance(given, str):
        given = given.strip() or None
    if given is None or (isinstance(given, float) and math.isnan(given)):
        return False if field.type == "flag" else None
    read = _READERS.get(field.type)
    return read(field, given) if read else _text(field, given)


def _text(field: Field, given: Any) -> str:
    text = str(given).replace("\r\n", "\n").replace("\r", "\n")  # workbooks keep one kind of line end
    if _COMMAND.match(text):
        raise Unusable("formula", text[:40])
    if _CONTROL.search(text):
        raise Unusable("control", "")
    if len(text) > (LONG if field.type == "long" else SHORT):
        raise Unusable("too_long", str(LONG if field.type == "long" else SHORT))
    telephone = field.name == "phone" and _TELEPHONE.fullmatch(text) and not personnummer.is_valid(text)
    if names_person(text) and not telephone:
        raise Unusable("personal", "")
    return text


def _number(_: Field, given: Any) -> float:
    found = cells.number(given) if isinstance(given, str) else float(given)
    if not math.isfinite(found):
        raise Unusable("number", str(given))
    if names_person(f"{abs(found):.0f}"):
        raise Unusable("personal", "")
    return round(found, 6)  # a workbook holds no more


def _whole(_: Field, given: Any) -> int:
    found = cells.count(given) if isinstance(given, str) else cells.count(f"{float(given):.15g}")
    if names_person(str(found)):
        raise Unusable("personal", "")
    return found


def _day(_: Field, given: Any) -> date:
    if isinstance(given, datetime):
        return given.date()
    return given if isinstance(given, date) else cells.day(str(given))


def _flag(_: Field, given: Any) -> bool:
    return given if isinstance(given, bool) else cells.yes(f"{given:g}" if isinstance(given, float) else str(given))


def _choice(field: Field, given: Any) -> str:
    if given not in field.choices:
        raise Unusable("choice", str(given)[:40])
    return str(given)


def _many(field: Field, given: Any) -> str | None:
    parts = given.split(",") if isinstance(given, str) else list(given)
    chosen = [_choice(field, item.strip()) for item in parts if item.strip()]
    return ",".join(sorted(set(chosen), key=field.choices.index)) or None


def _area(field: Field, given: Any) -> str:
    """A municipality; where it may be larger also a county, or all of Mittnorden."""
    text = str(given)
    if field.type == "region" and text.casefold() in ("mitt", "mittnorden", "midt-norden"):
        return "MITT"
    try:
        return region(text) if field.type == "region" else municipality(text)
    except Outside:
        raise Unusable("outside", str(given)[:40]) from None


def _industry(_: Field, given: Any) -> str:
    found = industry(str(given), UNLABELLED)
    if found["industry"] == "?":
        raise Unusable("industry", str(given)[:40])
    return found.get("division") or str(found["industry"])


def _company(_: Field, given: Any) -> str:
    """A company's key, or an organisation number in any of its spellings. Of a sole trader neither is kept."""
    text = str(given)
    if unit := organisation(text):
        if not unit.key:
            raise Unusable("personal", "")
        return unit.key
    if _KEY.fullmatch(text) and not re.fullmatch(r"[A-Z]{2}-[0-9]+", text):
        return text
    raise Unusable("orgnr", text[:40])


_READERS = {
    "number": _number, "whole": _whole, "day": _day, "flag": _flag, "choice": _choice, "many": _many, "area": _area, "region": _area,
    "industry": _industry, "company": _company,
}  # fmt: skip

"""Industry codes to NACE 2.1, the classification of the dashboard; what is not known is "?", and the code stays."""

import csv
import re
from functools import cache

from dashboard.settings import REFERENCE

CURRENT = {"NACE2.1", "SNI2025", "SN2025"}
OLD = {"NACE2", "SNI2007", "SN2007"}
UNLABELLED = "unlabelled"
# sections whose letter means the same in NACE Rev. 2 and 2.1; from J on they were moved
_UNMOVED = set("ABCDEFGHI")


def industry(code: str | None, version: str) -> dict[str, str | None]:
    """The industry fields of a row: section, division, and the code and version as they came.

    A code without a label is read as NACE 2.1. An old code goes where the longest prefix in the correspondence leads.
    """
    if not code:
        return {"industry": "?"}
    section, division = _divided(code, version)
    return {"industry": section, "division": division, "industry_code": code, "industry_version": version}


def version(text: str | None) -> str:
    """The classification that a text names, such as "SNI 2007" or "NACE Rev. 2"; else "unlabelled"."""
    plain = re.sub(r"[^A-Z0-9.]", "", (text or "").upper()).replace("REV.", "").replace("REV", "")
    return plain if plain in CURRENT | OLD else UNLABELLED


@cache
def _divided(code: str, version: str) -> tuple[str, str | None]:
    sections = _sections()
    found = re.fullmatch(r"([A-Z])?\s*([0-9][0-9.\s]*)?", code.strip().upper())
    if not found:
        return "?", None
    digits = re.sub(r"[^0-9]", "", found[2] or "")
    if re.match(r"[0-9](?:\.|$)", found[2] or ""):  # a spreadsheet took the leading zero of 01.11
        digits = f"0{digits}"
    if not digits:
        known = found[1] in sections.values() and (version not in OLD or found[1] in _UNMOVED)
        return (found[1] if known else "?"), None
    if version in OLD or (version == "SN2025" and digits[:2] not in sections):
        return _mapped(digits, version if version in OLD else "SN2007")
    return (sections[digits[:2]], digits[:2]) if digits[:2] in sections else ("?", None)


def _mapped(digits: str, version: str) -> tuple[str, str | None]:
    correspondence = _correspondence()
    for length in range(len(digits), 1, -1):
        if found := correspondence.get((version, digits[:length])):
            return found
    return "?", None


@cache
def _sections() -> dict[str, str]:
    """Section by division."""
    with (REFERENCE / "industries.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["parent"] for row in csv.DictReader(file) if row["level"] == "division"}


@cache
def _correspondence() -> dict[tuple[str, str], tuple[str, str]]:
    with (REFERENCE / "industry_map.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {(row["from_version"], row["from_code"]): (row["to_section"], row["to_division"]) for row in rows}

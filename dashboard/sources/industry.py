"""Industry codes to NACE 2.1, the classification of the dashboard; what is not known is "?", and the code stays."""

import csv
import re
from collections.abc import Iterator
from functools import cache

from dashboard.settings import REFERENCE

CURRENT = {"NACE2.1", "SNI2025", "SN2025"}
OLD = {"NACE2", "SNI2007", "SN2007"}
UNLABELLED = "unlabelled"
OLDER = "older"  # SNI 2002, NACE Rev. 1 and before: no correspondence leads from them to NACE 2.1
_OLD_SECTIONS = {  # first and last division, from the regulation on NACE Rev. 2 (EC 1893/2006)
    "A": (1, 3), "B": (5, 9), "C": (10, 33), "D": (35, 35), "E": (36, 39), "F": (41, 43), "G": (45, 47), "H": (49, 53),
    "I": (55, 56), "J": (58, 63), "K": (64, 66), "L": (68, 68), "M": (69, 75), "N": (77, 82), "O": (84, 84),
    "P": (85, 85), "Q": (86, 88), "R": (90, 93), "S": (94, 96), "T": (97, 98), "U": (99, 99),
}  # fmt: skip
# SCB publishes mining and manufacturing of municipalities only together; mining is some two per cent of it in Sweden
_MOSTLY = {"B+C": "C"}
_NAMED = re.compile(r"(SNI|SN|NACE)(2007|2025|2\.1|2)(?![0-9.])")
_RANGE = re.compile(r"([A-Z])?([0-9]{2})?-([A-Z])?([0-9]{2})?")


def industry(code: str | None, version: str) -> dict[str, str | None]:
    """The industry fields of a row: section, division, and the code and version as they came.

    A code without a label is read as NACE 2.1. An old code goes where the longest prefix in the correspondence leads.
    An old section, or a group (``45-47``, ``M+N``), goes where all its divisions go: K to L, U to V; J, whose
    divisions go to J and to K, is "?".
    """
    if not code:
        return {"industry": "?"}
    section, division = _divided(code, version)
    return {"industry": section, "division": division, "industry_code": code, "industry_version": version}


def version(text: str | None) -> str:
    """The classification that a text names, such as "SNI 2007" or "NACE Rev. 2"; else "older" or "unlabelled"."""
    plain = re.sub(r"[^A-Z0-9.]", "", (text or "").upper()).replace("REV.", "").replace("REV", "")
    if found := _NAMED.search(plain):
        return {"NACE2007": "SN2007", "NACE2025": "SN2025"}.get(found[0], found[0])  # SSB says NACE for its SN
    return OLDER if re.search(r"(SNI|SN|NACE)[0-9]", plain) else UNLABELLED


@cache
def _divided(code: str, version: str) -> tuple[str, str | None]:
    plain = re.sub(r"\s", "", code.upper().replace("–", "-"))
    if version == OLDER:
        return "?", None
    parts = list(_parts(plain, version))
    if parts == [plain]:
        return _single(plain, version)
    sections = {_single(part, version)[0] for part in parts} - {"?"}  # some numbers are no division's
    return sections.pop() if len(sections) == 1 else _MOSTLY.get(plain, "?"), None


def _parts(code: str, version: str) -> Iterator[str]:
    """The divisions, or today's sections, that an old section or a group is made of; any other code is its own part."""
    for part in code.split("+"):
        found = _RANGE.fullmatch(part)
        if found and found[2] and found[4]:
            yield from _divisions(int(found[2]), int(found[4]))
        elif found and found[1] and found[3]:
            for letter in map(chr, range(ord(found[1]), ord(found[3]) + 1)):
                yield from _parts(letter, version)
        elif version in OLD and part in _OLD_SECTIONS:
            yield from _divisions(*_OLD_SECTIONS[part])
        else:
            yield part


def _divisions(first: int, last: int) -> list[str]:
    return [f"{number:02}" for number in range(first, last + 1)]


def _single(code: str, version: str) -> tuple[str, str | None]:
    """Section and division of one code, such as C, 10, 10.110 or C10."""
    sections = _sections()
    found = re.fullmatch(r"([A-Z])?([0-9][0-9.]*)?", code)
    if not found:
        return "?", None
    digits = re.sub(r"[^0-9]", "", found[2] or "")
    if re.match(r"[0-9](?:\.|$)", found[2] or ""):  # a spreadsheet took the leading zero of 01.11
        digits = f"0{digits}"
    if not digits:
        return (found[1] if found[1] in sections.values() and version not in OLD else "?"), None
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

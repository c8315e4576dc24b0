"""Occupations on ISCO-08, and whether they ask for a higher education.

STYRK-08, the Norwegian standard, is ISCO-08 with some unit groups divided (2223 and 2224 are both of ISCO's 222): a
code is cut until ISCO has it. SSYK 2012, the Swedish one, rests on ISCO-08 but has groups of its own, above all
among managers, and places some occupations in another major group (dental nurses, driving instructors, process
controllers). ``ssyk_to_isco.csv`` leads each of its groups as far as the titles of both classifications leave no
doubt: it is our reading of SCB's and ILO's titles, not SCB's own key. A group whose major group is in doubt (police,
warehouse workers) has no ISCO code; one that is not listed keeps its first digit.

Higher education is ISCED 5 to 8, and what an advertisement states comes first. Where it states nothing, major
groups 1 to 3 and commissioned officers ask for it: ISCO-08 gives them the skill levels 3 and 4, which it explains by
ISCED 5 and 6 to 8, and SSYK 2012 heads its groups 2 and 3 "yrken med krav på (fördjupad) högskolekompetens".
"""

import csv
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

# the unit groups of ISCO-08 (ILO 2012): each minor group with the last digits of its unit groups
_MINOR = """
011:0 021:0 031:0 111:1234 112:0 121:1239 122:123 131:12 132:1234 133:0 134:1234569 141:12 142:0 143:19 211:1234 212:0
213:123 214:1234569 215:123 216:123456 221:12 222:12 223:0 224:0 225:0 226:12345679 231:0 232:0 233:0 234:12
235:1234569 241:123 242:1234 243:1234 251:12349 252:1239 261:129 262:12 263:123456 264:123 265:1234569 311:123456789
312:123 313:123459 314:123 315:12345 321:1234 322:12 323:0 324:0 325:123456789 331:12345 332:1234 333:12349 334:1234
335:123459 341:123 342:123 343:12345 351:1234 352:12 411:0 412:0 413:12 421:1234 422:12345679 431:123 432:123
441:1234569 511:123 512:0 513:12 514:12 515:123 516:123459 521:12 522:123 523:0 524:1234569 531:12 532:129 541:12349
611:1234 612:1239 613:0 621:0 622:1234 631:0 632:0 633:0 634:0 711:123459 712:1234567 713:123 721:12345 722:1234
723:1234 731:123456789 732:123 741:123 742:12 751:123456 752:123 753:123456 754:12349 811:1234 812:12 813:12 814:123
815:12345679 816:0 817:12 818:1239 821:129 831:12 832:12 833:12 834:1234 835:0 911:12 912:1239 921:123456 931:123
932:19 933:1234 941:12 951:0 952:0 961:123 962:12349
"""
UNITS = frozenset(minor[:3] + digit for minor in _MINOR.split() for digit in minor[4:])
_GROUPS = frozenset(unit[:length] for unit in UNITS for length in (1, 2, 3, 4))

SSYK, STYRK, ISCO = "SSYK2012", "STYRK08", "ISCO08"
# levels of education in the words of JobTech and NAV; fagskole is of ISCED 4 or 5, so it tells nothing
_HIGHER = re.compile(
    r"eftergymnasial.*(?:två år eller längre|minst två)|forskar|forskning|högskole|universitet|høyskole|bachelor|master|ph\.?d",
    re.IGNORECASE,
)
_LOWER = re.compile(r"gymnasial|grundskol|saknar|\bingen\b|videregående|fagbrev|grunnskole", re.IGNORECASE)


def occupation(code: str | None, version: str) -> dict[str, str | None]:
    """The occupation fields of a row: ISCO-08 as deep as it is certain, and the code and version as they came.

    ``version`` is SSYK2012, STYRK08 or ISCO08. A code may have a fraction (NAV's 2342.07) or be a concept's address
    that ends in it (http://data.europa.eu/esco/isco/C2342).
    """
    if not code:
        return {}
    found = re.fullmatch(r"(?:https?://.*/C)?([0-9]{1,4})(?:\.[0-9]*)?", code)
    isco = _isco(found[1], version) if found else None
    return {"occupation": isco, "occupation_code": code, "occupation_version": version}


def higher_education(code: str | None) -> bool | None:
    """Whether the occupation asks for a higher education; None where it is not known.

    Takes ISCO-08, so that the same occupation has the same answer on both sides of the border; a national code does
    where ISCO has none, since the first digit stands for the same skill level in all three.
    """
    if not code or not code[0].isdigit():
        return None
    return code[0] in "123" or code.startswith("01")


def stated_education(levels: Iterable[str]) -> bool | None:
    """Whether the levels that an advertisement names are a higher education: the lowest that will do decides.

    None where it names none, or none that can be told.
    """
    known = [bool(_HIGHER.search(level)) for level in levels if _HIGHER.search(level) or _LOWER.search(level)]
    return all(known) if known else None


def _isco(digits: str, version: str) -> str | None:
    """The ISCO-08 group of a national one."""
    prefixes = [digits[:length] for length in range(len(digits), 0, -1)]
    if version != SSYK:
        return next((prefix for prefix in prefixes if prefix in _GROUPS), None)
    listed = next((prefix for prefix in prefixes if prefix in _ssyk()), None)
    return (_ssyk()[listed] or None) if listed else digits[0]


@cache
def _ssyk() -> dict[str, str]:
    """ISCO-08 by SSYK 2012; "" where even the major group is in doubt."""
    with Path(__file__).with_name("ssyk_to_isco.csv").open(encoding="utf-8", newline="") as file:
        return {row["ssyk"]: row["isco"] for row in csv.DictReader(file)}

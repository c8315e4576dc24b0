"""What the registers of Swedish companies share: which units are persons, names, legal forms, and the industry's version."""

import re
from collections.abc import Iterable
from datetime import date

from dashboard.sources.industry import industry
from dashboard.sources.intake import Unusable
from dashboard.sources.orgnr import organisation, without_persons

NOTE = "sources.note.no_sole_traders"  # a key of the message files
GROUP = "302"  # what the numbers begin with that Bolagsverket itself gives to persons and estates ("GD-nummer")
SNI2025_SINCE = date(2026, 1, 1)  # files described as older are taken to have SNI 2007 codes
# SCB's codes of legal forms by Bolagsverket's, where they mean the same; natural persons and estates
FORMS = {"41": "BAB", "42": "FAB", "43": "SE", "49": "AB", "51": "EK", "53": "BRF", "54": "KHF", "93": "SB"}
PERSONS = {"E", "10", "91"}
# the third digit of an organisation's number is at least 2, that of a person's, which is of a month, at most 1
_NO_PERSON = re.compile(f"(?:16)?(?!{GROUP})[0-9]{{2}}[2-9][0-9]{{7}}")


def legal_unit(number: str, form: str | None) -> str | None:
    """The key of a Swedish legal unit, such as SE-5566778899; None for a person or an estate.

    ``form`` is a code of either authority. Raises Unusable for a number that is no organisation's of Sweden."""
    if form in PERSONS or number.removeprefix("16").startswith(GROUP):
        return None
    found = organisation(number)
    if not found or found.country != "SE":
        raise Unusable("orgnr", number)
    return found.key


def may_be_person(number: str, form: str | None) -> bool:
    """Whether a number is a person's or could be a mistyped one: at a glance, for archiving millions of lines."""
    return form in PERSONS or not _NO_PERSON.fullmatch(number)


def name_of(names: Iterable[tuple[str, str, str]]) -> str | None:
    """The newest registered name out of name, kind and day of each; another only for want of it."""
    given = [one for one in names if one[0]]
    registered = [one for one in given if one[1] == "FORETAGSNAMN"]
    return without_persons(max(registered or given[:1], key=lambda one: one[2], default=("",))[0]) or None


def sni(code: str | None, day: date) -> dict[str, str | None]:
    """The industry fields of a main industry as it was on a day; nothing but zeros is no industry."""
    return industry(code if code and code.strip("0") else None, "SNI2025" if day >= SNI2025_SINCE else "SNI2007")

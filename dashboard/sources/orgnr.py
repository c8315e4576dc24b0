"""Organisation numbers of both countries, and the persons' numbers that look like them.

A Swedish sole trader's organisation number is the owner's personal number, and a Norwegian national identity number
has eleven digits: both are personal data, which nothing here stores, shows or quotes.
"""

import re
from typing import NamedTuple

from stdnum.no import orgnr as norwegian
from stdnum.se import orgnr as swedish

PERSONAL = "personal"  # stands in an archived file where a person's number was
_FILLING = re.compile(r"[\s.+\-–]|^(NO|SE)|MVA$", re.IGNORECASE)
# nine digits or more, also with single spaces or hyphens between, or after a country; decimals and parts of longer words
# do not count. An underscore parts words where there are ten or more: the years and numbers of projects have nine.
_LONG_NUMBER = re.compile(
    r"(?<![\w.,])(?:(?:SE|NO)[ \-]?)?[0-9](?:[ +\-–]?[0-9]){8,}(?!\w)"
    r"|(?<![^\W_])(?<![.,])(?:(?:SE|NO)[ \-]?)?[0-9](?:[ +\-–]?[0-9]){9,}(?![^\W_])",
    re.IGNORECASE,
)
# with a Nordic country code, or in the groups in which Swedes write it and nobody a person's number
_TELEPHONE = re.compile(
    r"(?<![\w+])(?:\+(?:4[567]|358) ?(?:\(0\))?(?:[ \-]?[0-9]){7,9}|0[0-9]{1,3}[-/ ] ?[0-9]{2,3}(?: [0-9]{2}){2})"
    r"(?![ \-]?[0-9]|\w)"
)


class Organisation(NamedTuple):
    """``number`` is plain digits; None for a person's number, which is dropped at once."""

    country: str  # SE or NO
    number: str | None

    @property
    def key(self) -> str | None:
        """The key of a legal unit, such as NO-923609016."""
        return self.number and f"{self.country}-{self.number}"


def organisation(text: str) -> Organisation | None:
    """Read an organisation number: 9 digits Norwegian, 10 (or 12 with 16 in front) Swedish. None if it is neither.

    Checked with python-stdnum. A person's number, right or mistyped, comes back as an organisation without a number.
    """
    if len(text) == 9 and text.isdecimal() and text.isascii() and norwegian.checksum(text) == 0:
        return Organisation("NO", text)  # as all of a register's are: what follows takes ten times as long
    digits = _digits(text)
    if digits == PERSONAL or _is_person(digits):
        return Organisation("SE", None)
    if re.fullmatch("[0-9]{9}", digits):
        return Organisation("NO", digits) if norwegian.is_valid(digits) else None
    if re.fullmatch("(16)?[0-9]{10}", digits):
        return Organisation("SE", digits[-10:]) if swedish.is_valid(digits[-10:]) else None
    return None


def _digits(text: str) -> str:
    """A number's digits; a Swedish VAT number is an organisation number between SE and 01."""
    digits, vat = _FILLING.sub("", text), text.strip().upper().startswith("SE") and text.rstrip().endswith("01")
    return digits[:10] if vat and len(digits) == 12 else digits


def _is_person(digits: str) -> bool:
    """Whether digits are a person's number, Swedish (also mistyped, or short of its first zero) or Norwegian."""
    if not re.fullmatch("[0-9]{9,12}", digits):
        return False
    if len(digits) == 9:
        return bool(re.match("[0-9](0[1-9]|1[0-2])[0-9]{2}", digits)) and not norwegian.is_valid(digits)
    if len(digits) == 12 and not digits.startswith("16"):
        return digits.startswith(("18", "19", "20"))
    return len(digits) == 11 or digits[-8] in "01"  # an organisation's third digit is at least 2, a month's at most 1


def names_person(text: str) -> bool:
    """Whether a text holds a person's number. A telephone number is none, where its spelling says that it is one."""
    rest = _TELEPHONE.sub(";", text)
    return any(_is_person(_digits(found[0])) for found in _LONG_NUMBER.finditer(rest))


def without_persons(text: str) -> str:
    """The text; empty if a person may be known by it."""
    return "" if names_person(text) else text

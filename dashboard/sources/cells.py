"""From a cell's text to a value. What cannot be read raises Unusable with a reason."""

import math
import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import TypeVar

from dashboard.sources.intake import Unusable

T = TypeVar("T")
_SPACES = dict.fromkeys(map(ord, " '\u00a0\u2007\u2009\u202f"))  # between thousands
_MINUS = {ord("−"): "-", ord("–"): "-"}
_DAYS = (
    (re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[T ].*)?"), (1, 2, 3)),
    (re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})"), (1, 2, 3)),
    (re.compile(r"([0-9]{1,2})[./]([0-9]{1,2})[./]([0-9]{4})(?: .*)?"), (3, 2, 1)),
    (re.compile(r"([0-9]{4})-([0-9]{2})()"), (1, 2, 3)),
    (re.compile(r"([0-9]{4})()()"), (1, 2, 3)),
)
_BAND = re.compile(r"([0-9]+)\s*(?:-\s*([0-9]+)|(\+))?\s*(?:anställda|ansatte|employees|st\.?)?", re.IGNORECASE)
_YES = {"1", "j", "ja", "y", "yes", "true", "sant", "sann", "x", "sand"}
_NO = {"0", "n", "nej", "nei", "no", "false", "falskt", "usann", "-"}


def given(read: Callable[[str], T], text: str | None) -> T | None:
    """What ``read`` makes of a text; None where there is none."""
    return read(text) if text else None


def number(text: str) -> float:
    """A number with decimal comma or point, and with or without a mark between thousands."""
    if text.startswith("="):
        raise Unusable("formula", text)
    plain = text.translate(_SPACES).translate(_MINUS)
    if re.fullmatch(r"-?[0-9]+(?:[.,][0-9]+)?", plain):
        plain = plain.replace(",", ".")
    elif re.fullmatch(r"-?[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+", plain):
        plain = plain.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"-?[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+", plain):
        plain = plain.replace(",", "")
    else:
        raise Unusable("number", text)
    value = float(plain)
    if not math.isfinite(value) or abs(value) > 1e9:
        raise Unusable("number", text)
    return value


def count(text: str) -> int:
    """A whole number, zero or more. ``1.234`` is not taken for 1234: it could be either."""
    value = number(text)
    if value < 0 or value != int(value):
        raise Unusable("number", text)
    return int(value)


@lru_cache(50_000)  # a register has a million rows and some ten thousand days
def day(text: str) -> date:
    """A day: 2024-01-31, 31.01.2024, 31/01/2024 or 20240131; a year or a month stands for its first day."""
    if text.startswith("="):
        raise Unusable("formula", text)
    for pattern, order in _DAYS:
        if found := pattern.fullmatch(text):
            year, month, day_of_month = (int(found[group] or 1) for group in order)
            try:
                read = date(year, month, day_of_month)
            except ValueError:
                break
            if 1500 <= read.year <= 2200:
                return read
    raise Unusable("date", text)


def employees(text: str) -> dict[str, int | None]:
    """The fields of a headcount: exact for ``12``, a band for ``1–4``, an open one for ``250+``."""
    if text.startswith("="):
        raise Unusable("formula", text)
    found = _BAND.fullmatch(text.translate(_MINUS))
    if not found:
        return {"employees": count(text)}
    low, high = count(found[1]), count(found[2]) if found[2] else None
    if high is None and not found[3]:
        return {"employees": low}
    if high is not None and low > high:
        raise Unusable("number", text)
    return {"employees_low": low, "employees_high": high}


def yes(text: str) -> bool:
    """Yes or no in Swedish, Norwegian or English."""
    word = text.casefold()
    if word not in _YES | _NO:
        raise Unusable("yes_no", text)
    return word in _YES

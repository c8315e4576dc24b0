"""What stands in a table instead of a figure, or beside one, in Sweden and Norway: one status for each symbol.

From the keys to symbols of Statistics Sweden (SCB), Statistics Norway (SSB), Kolada and NAV:

    alone    ..  ...  not available (yet): missing       :  x  *  not published, for secrecy: suppressed
             .        cannot occur: missing              -        none at all: the figure is 0
    beside   *  p  e  provisional or estimated           r        revised: an ordinary figure
             b        the series breaks here             c        of a secret figure: suppressed

So ``*`` means two things, and what it stands beside tells which: SSB marks provisional figures with it, NAV puts it in
the place of a figure under 4. A figure of 0 that a publisher gives is a published zero, never missing.
"""

import math
import re
from collections.abc import Sequence

from dashboard.sources.cells import number
from dashboard.sources.intake import Unusable

STATUSES = ("ok", "missing", "suppressed", "provisional", "break")
LARGEST = 1e15  # beyond it a figure is a slip of the pen
_NONE = {"-", "–", "—", "−"}
_ALONE = {
    "": "missing", "..": "missing", "...": "missing", "…": "missing", ".": "missing",
    "na": "missing", "n/a": "missing", "nan": "missing", "null": "missing", "none": "missing", "saknas": "missing",
    "uppgift saknas": "missing", "mangler": "missing", "not available": "missing", "missing": "missing", "suppressed": "suppressed",
    ":": "suppressed", "x": "suppressed", "*": "suppressed", "**": "suppressed", "c": "suppressed",
    "private": "suppressed", "secret": "suppressed", "confidential": "suppressed", "sekretess": "suppressed",
    "skyddad": "suppressed", "skjult": "suppressed", "skjermet": "suppressed", "undertrykt": "suppressed",
    "konfidensiell": "suppressed",
}  # fmt: skip
_BESIDE = {
    "*": "provisional", "p": "provisional", "e": "provisional", "preliminary": "provisional",
    "preliminär": "provisional", "foreløpig": "provisional", "estimated": "provisional", "r": "ok", "": "ok",
    "b": "break", "brott": "break", "brudd": "break",
}  # fmt: skip
_BELOW = re.compile(r"[<≤]\s*[0-9]+")
_MARKED = re.compile(r"(.*[0-9])\s*\(?([A-Za-z]|\*+)\)?")


def status(symbol: str, figure: float | None) -> str:
    """The status of a figure, or of none, with a symbol or one of our own words beside it. An unknown one says nothing.

    A figure that is marked as secret or missing has that status all the same; the caller drops it.
    """
    plain = symbol.strip().casefold()
    if plain in STATUSES and figure is not None:
        return plain
    if figure is None:
        return _ALONE.get(plain, "missing")
    return _BESIDE.get(plain) or _ALONE.get(plain, "ok")


def shown(figure: float | str | None, symbol: str = "") -> tuple[float | None, str]:
    """Figure and status of a cell, given as a number or as printed, with what stands beside it.

    Without a status of its own (missing, suppressed) a cell has a figure. Raises Unusable for what is neither.
    """
    if isinstance(figure, str):
        if (plain := figure.strip()) in _NONE:
            figure = 0.0
        elif _BELOW.fullmatch(plain):
            return None, "suppressed"
        elif plain.casefold() in _ALONE:
            figure, symbol = None, plain or symbol
        elif marked := _MARKED.fullmatch(plain):
            figure, symbol = number(marked[1]), marked[2][0]
        else:
            figure = number(plain)
    elif figure is None and symbol.strip() in _NONE:
        figure = 0.0
    elif figure is not None and abs(figure) > LARGEST:
        raise Unusable("number", str(figure)[:20])
    elif figure is not None and math.isnan(figure):
        figure = None
    known = status("" if symbol.strip() in _NONE else symbol, figure)
    return (None if known in ("missing", "suppressed") else figure), known


def whole(figure: float | None) -> int | None:
    """A figure as a count of persons. Raises Unusable for a part of one, fewer than none, or more than there are."""
    if figure is None:
        return None
    if not 0 <= figure <= 1e10 or figure != int(figure):
        raise Unusable("number", f"{figure:g}")
    return int(figure)


def added(parts: Sequence[tuple[float | None, str]]) -> tuple[float | None, str]:
    """What figures with statuses add up to: "partial" where some are not there, else the least certain of theirs."""
    known, statuses = [figure for figure, _ in parts if figure is not None], {status for _, status in parts}
    if not known:
        return None, "suppressed" if "suppressed" in statuses else "missing"
    if len(known) < len(parts) or "partial" in statuses:
        return sum(known), "partial"
    return sum(known), next((status for status in ("break", "provisional") if status in statuses), "ok")

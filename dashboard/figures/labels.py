"""Room for words in a picture whose width nobody knows yet: how wide a text is at most, how it is shortened, how several
of them keep out of each other's way. Everything is reckoned for a phone; on a wider screen there is only more room."""

import re
from collections.abc import Sequence

from dashboard.figures.theme import SMALLEST

PHONE = 340  # px: the narrowest place a figure is drawn in
LINE = SMALLEST + 3  # px from one line of text to the next
_WIDTHS = {"ijlI.,:;|'()": 0.32, "ftr -\u00a0": 0.37, "mwMW%@": 0.92}  # of the font's size, in the widest fallback font


def wide(text: str, size: int = SMALLEST) -> float:
    """How many pixels the text's longest line takes at most; tags take none."""
    lines = re.sub(r"</?(?:b|span)\b[^>]*>", "", text).split("<br>")
    return size * max(sum(map(_share, line)) for line in lines)


def _share(letter: str) -> float:
    narrow = next((share for letters, share in _WIDTHS.items() if letter in letters), 0.0)
    return narrow or (0.72 if letter.isupper() or (not letter.isascii() and not letter.isalpha()) else 0.57)


def fitted(text: str, width: float, lines: int = 2) -> str:
    """The text in so many lines (``<br>``) of at most ``width`` pixels, broken between words, with "…" for what is left
    out."""
    told, words = [""], text.split(" ")
    while words:
        longer = f"{told[-1]} {words[0]}".strip()
        if wide(longer) <= width:
            told[-1] = longer
            words.pop(0)
        elif told[-1] and len(told) < lines:
            told.append("")
        else:
            told[-1] = _cut(longer, width)
            break
    return "<br>".join(told)


def _cut(text: str, width: float) -> str:
    while text and wide(f"{text}…") > width:
        text = text[:-1]
    return f"{text.rstrip(' ,')}…"


def levels(boxes: Sequence[tuple[float, float]]) -> list[int]:
    """For each text from left to right end, in the order given, the lowest level on which it meets no other."""
    taken: list[list[tuple[float, float]]] = []
    found = []
    for left, right in boxes:
        free = (n for n, level in enumerate(taken) if all(right <= a or left >= b for a, b in level))
        number = next(free, len(taken))
        if number == len(taken):
            taken.append([])
        taken[number].append((left, right))
        found.append(number)
    return found


def spread(places: Sequence[float], least: float, room: float) -> list[float]:
    """The places moved so far that two are at least ``least`` apart, in the same order and within 0 to ``room`` as long as
    they fit there."""
    order = sorted(range(len(places)), key=lambda n: places[n])
    moved, floor = list(places), 0.0
    for n in order:
        moved[n] = floor = max(places[n], floor)
        floor += least
    ceiling = room
    for n in reversed(order):
        moved[n] = min(moved[n], ceiling)
        ceiling = moved[n] - least
    return moved

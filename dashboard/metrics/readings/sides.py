"""The two sides of the border apart: for what is never added up, ranked or coloured across it (grade C)."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

from dashboard.metrics.reference import COUNTIES
from dashboard.metrics.selection import Selection
from dashboard.metrics.series import Inputs, Series


def apart(selection: Selection) -> dict[str, Selection]:
    """The selection's part in each country that it reaches into, by country; without areas each whole county."""
    chosen = selection.areas or COUNTIES
    found = {county[:2]: tuple(key for key in chosen if key.startswith(county[:2])) for county in COUNTIES}
    return {country: replace(selection, areas=keys) for country, keys in found.items() if keys}


def together(sides: Iterable[Series]) -> Series:
    """Answers to the same question on each side, one after the other; nothing is added up, and each keeps its own year."""
    every = tuple(sides)
    inputs: Inputs = {key: made for side in every for key, made in side.inputs.items()}
    return replace(
        every[0], inputs=inputs, points=tuple(chain.from_iterable(side.points for side in every)),
        breaks=tuple(chain.from_iterable(side.breaks for side in every)),
        sql="\n\n".join(dict.fromkeys(side.sql for side in every)),
    )  # fmt: skip

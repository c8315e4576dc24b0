"""A map of who is tied to whom: circles by municipality and arcs between them, those across the border in another colour."""

from collections.abc import Sequence

from dashboard.figures import arcs
from dashboard.figures.theme import Texts
from dashboard.ui import maps
from dashboard.ui.state import View


def show(view: View, key: str, title: str, height: int, spots: Sequence[arcs.Spot], lines: Sequence[arcs.Arc]) -> None:
    """The map and its legend; the page's own words for the arcs are ``<key>.map.across`` and ``.within``."""
    t = view.t
    words = Texts(
        {country: t.area(country) for country in ("SE", "NO")}, t.number,
        words={part: t(f"{key}.map.{part}") for part in ("across", "within")},
    )  # fmt: skip
    drawn = arcs.draw(spots, lines, maps.ground(view, height), view.mode)
    maps.show(view, key, drawn, arcs.legend(spots, words, view.mode), title, height)

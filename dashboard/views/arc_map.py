"""A map of who is tied to whom: circles by municipality and arcs between them, those across the border in another colour."""

from collections.abc import Callable, Sequence

import pydeck as pdk

from dashboard.figures import arcs
from dashboard.figures.map import Entry
from dashboard.figures.plain import Map
from dashboard.figures.theme import Texts
from dashboard.metrics.reference import COUNTRIES
from dashboard.views.maps import ground
from dashboard.views.parts import Ground, Part, Records
from dashboard.views.view import View

Ties = tuple[Sequence[arcs.Spot], Sequence[arcs.Arc]]


def part(
    view: View, key: str, title: str, summary: str, height: int, ties: Callable[[], Ties], records: Records | None = None,
    *, words: str = "", unit: str = "",
) -> Part:  # fmt: skip
    """The map under its finding. The page's own words for the arcs are ``<words>.map.across`` and ``.within``, those of the
    part's key unless named; ``unit`` says in words what the circles count."""
    texts = _texts(view, words or key)

    def draw() -> tuple[pdk.Deck, list[Entry]]:
        spots, lines = ties()
        return arcs.draw(spots, lines, ground(view, height), view.mode), arcs.legend(spots, texts, view.mode)

    def plain() -> Map:
        return arcs.plain(*ties(), ground(view, height), texts, unit=unit)

    return Part(key, title, summary, Ground(draw, height), plain, records=records)


def _texts(view: View, words: str) -> Texts:
    t = view.t
    names = {country: t.area(country) for country in COUNTRIES}
    return Texts(names, t.number, words={one: t(f"{words}.map.{one}") for one in ("across", "within")})

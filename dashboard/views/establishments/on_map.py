"""Establishments on the map: their number in each municipality, by how sure they are or by stage."""

import html
from collections import Counter

import pydeck as pdk

from dashboard.figures import map_counts as drawn
from dashboard.figures.map import Entry
from dashboard.figures.plain import Column, Grid
from dashboard.metrics.lists.ledger import STAGES, STATES, Establishment
from dashboard.views.establishments import ledger
from dashboard.views.grids import Filled, of_columns
from dashboard.views.maps import ground
from dashboard.views.parts import Ground, Part, Records
from dashboard.views.view import View, remembered
from dashboard.views.wording import texts

HEIGHT = 520
COLOURS = ("verification", "stage")
GROUPS = {"verification": STATES, "stage": tuple(reversed(STAGES))}  # the strongest first


def part(view: View) -> Part | None:
    """The map, under the sentence that says where most are; the list below it has the same rows."""
    t, rows, colour = view.t, counted(view), view.option("colour", COLOURS)
    if not rows:
        return None
    return Part(
        "map", finding(view, rows), t("establishments.map.help"), Ground(lambda: _drawn(view), HEIGHT, f"_{colour}"),
        lambda: drawn.plain(_spots(view), _groups(view), ground(view, HEIGHT), texts(view), unit=t("metric.establishments.name")),
        records=Records(lambda: _table(view), ledger.MARTS, t("metric.establishments.definition")),
    )  # fmt: skip


def counted(view: View) -> list[Establishment]:
    """Those that have a place on the map: lost ones, transfers and doubles are in the list only."""
    return [one for one in ledger.chosen(view).establishments if one.counts]


def finding(view: View, rows: list[Establishment]) -> str:
    """In how many municipalities there are any, and where most are; many in a tie are not named."""
    t, found = view.t, Counter(one.area for one in rows)
    most = max(found.values())
    first = [area for area, count in found.items() if count == most]
    values = {"n": len(found), "all": len(view.selection.municipalities())}
    if len(found) == 1:
        return t("establishments.map.one", area=t.area(first[0]), count=t.value(most, "establishments"))
    if len(first) > 3:
        return t("establishments.map.even", most=t.number(most), **values)
    return t("establishments.map.most", names=t.sentence(t.sort(map(t.area, first))), most=t.number(most), **values)


@remembered
def _drawn(view: View) -> tuple[pdk.Deck, list[Entry]]:
    names, place = _groups(view), ground(view, HEIGHT)
    return drawn.draw(_spots(view), len(names), place, place.names, view.mode), drawn.legend(names, view.mode)


def _groups(view: View) -> list[str]:
    """The groups' names, the strongest first."""
    if view.option("colour", COLOURS) == "verification":
        return list(ledger.states(view).values())
    return [ledger.stage(view, one) for one in GROUPS["stage"]]


@remembered
def _spots(view: View) -> list[drawn.Spot]:
    colour, found = view.option("colour", COLOURS), dict[tuple[str, int], list[Establishment]]()
    for one in counted(view):
        found.setdefault((one.area, GROUPS[colour].index(getattr(one, colour))), []).append(one)
    return [
        drawn.Spot(area, group, len(here), "<br>".join(html.escape(_told(view, one)) for one in here))
        for (area, group), here in found.items()
    ]


def _told(view: View, one: Establishment) -> str:
    """What a circle says of each when it is hovered."""
    words = (ledger.name(view, one), ledger.stage(view, one.stage), view.t(f"verification.{one.verification}"))
    return " · ".join(words)


def _table(view: View) -> Grid:
    """How many there are in each municipality, by group."""
    t, spots, names = view.t, _spots(view), _groups(view)
    areas = sorted({spot.area for spot in spots})
    numbers = {(spot.area, spot.group): spot.number for spot in spots}
    return of_columns([
        Filled(Column(t("column.key"), name="key", code=True), areas),
        Filled(Column(t("column.area"), name="area_name"), [t.area(area) for area in areas]),
        *(Filled(Column(name, "integer", name=GROUPS[view.option("colour", COLOURS)][n]),
                 [numbers.get((area, n), 0) for area in areas]) for n, name in enumerate(names)),
    ])  # fmt: skip

"""Workplaces as points on a map: in the colours of countries, industries or sizes, with what each says of itself."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pydeck as pdk

from dashboard.figures import map as drawn
from dashboard.figures import map_plain, map_workplaces
from dashboard.figures.map_ground import Ground
from dashboard.figures.plain import Map
from dashboard.metrics.reference import SIZES
from dashboard.views.maps import ground
from dashboard.views.view import View
from dashboard.views.wording import texts

GROUPS = 7  # industries with a colour of their own; the others share one


class Grouped(NamedTuple):
    """Workplaces to draw with the group of each, the groups' keys, and their names for the legend."""

    rows: list[dict[str, Any]]
    groups: list[str]
    names: list[str]


def grouped(view: View, placed: Sequence[Mapping[str, Any]], colour: str) -> Grouped:
    """Workplaces that have a point, by the group that colours them: country, industry or size."""
    t = view.t
    if colour == "industry":
        often: dict[str, int] = {}
        for row in placed:
            often[row["industry"]] = often.get(row["industry"], 0) + 1
        groups = sorted(often, key=lambda code: -often[code])[:GROUPS]
        names = [t.industry(code, short=True) for code in groups]
        if len(often) > GROUPS:
            groups, names = [*groups, ""], [*names, t("map.other")]
    elif colour == "size":
        groups = [size for size in SIZES if any(row["size"] == size for row in placed)][-8:]
        names = [t.size(size) for size in groups]
    else:
        groups = sorted({row["country"] for row in placed}, reverse=True)
        names = [t.area(country) for country in groups]
    place = {group: number for number, group in enumerate(groups)}
    rows = [
        {
            "lon": r["lon"], "lat": r["lat"], "key": r["key"], "name": r["name"] or "", "employees": r["employees_low"],
            "area": r["area"], "group": place.get(r[colour], len(groups) - 1), "text": told(view, r),
        }
        for r in reversed(placed)  # the largest first in the table are drawn last, on top
    ]  # fmt: skip
    return Grouped(rows, groups, names)


def told(view: View, row: Mapping[str, Any]) -> str:
    """What a point says when it is hovered: where, what, how large."""
    t = view.t
    size = t.band(row["employees_low"], row["employees_high"])
    return f"{t.area(row['area'])} · {t.industry(row['industry'], short=True)} · {t('column.employees')}: {size}"


def draw(view: View, found: Grouped, frame: Ground) -> tuple[pdk.Deck, list[drawn.Entry]]:
    """The points on a map, and its legend."""
    colours = map_workplaces.group_colours(found.groups, view.mode)
    legend = [drawn.Entry(colour, name) for colour, name in zip(colours, found.names, strict=True)]
    return map_workplaces.draw_points(found.rows, found.groups, frame, view.mode), legend


def plain(view: View, found: Grouped) -> Map:
    """The same as plain data; where they are many, how many there are in each municipality."""
    return map_plain.plain_points(
        found.rows, found.groups, found.names, ground(view, 0), texts(view), unit=view.t("map.workplaces")
    )

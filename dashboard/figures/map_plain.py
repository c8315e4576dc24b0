"""Maps as plain data: all municipalities, filled by rate or with circles over them, on the whole map whatever is chosen."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from dashboard.figures import map_ground
from dashboard.figures.map import Entry, Rates, rates_legend, totals_legend
from dashboard.figures.map_ground import Ground
from dashboard.figures.map_workplaces import group_roles
from dashboard.figures.naming import role
from dashboard.figures.plain import Area, Circle, Legend, Map
from dashboard.figures.theme import Texts

MOST = 400  # points; of more there is a circle for each municipality
Named = tuple[float, float, str]  # lon, lat, name


def plain_rates(
    info: Rates, ground: Ground, hover: Mapping[str, str], texts: Texts, *, unit: str = "", decimals: int = 0
) -> Map:
    """Areas filled by the class of their rate; without a value they are grey. ``hover``: what is told of each."""
    fills = {
        key: "nodata" if group is None else info.scale(key).role(group)
        for key in map_ground.places() for group in (info.group(key),)
    }  # fmt: skip
    return Map(
        areas(ground, info.values, hover, fills), legend=legend(rates_legend(info, texts, "light")),
        chosen=chosen(ground), unit=unit, decimals=decimals,
    )  # fmt: skip


def plain_totals(
    values: Mapping[str, float], ground: Ground, texts: Texts, *, unit: str = "", decimals: int = 0
) -> Map:
    """A circle for each municipality with something to count, the largest first; so too instead of hexagons."""
    told = {key: f"{texts.number(value)} {unit}".strip() for key, value in values.items()}
    order = sorted((key for key, value in values.items() if value > 0), key=lambda key: -values[key])
    places = [(map_ground.places()[key].lon, map_ground.places()[key].lat, ground.names[key]) for key in order]
    fits = named(ground, places)
    circles = tuple(
        Circle(lon, lat, name, f"{name}: {told[key]}", values[key], role(key), n in fits)
        for n, (key, (lon, lat, name)) in enumerate(zip(order, places, strict=True))
    )
    entries = [entry for entry in totals_legend({**values}, texts, "light") if entry.label != texts.number(0)]
    return Map(
        areas(ground, values, told), circles, legend=legend(entries), chosen=chosen(ground), unit=unit, decimals=decimals,
    )  # fmt: skip


def plain_points(
    rows: Sequence[Mapping[str, Any]], groups: Sequence[str], names: Sequence[str], ground: Ground, texts: Texts, *,
    unit: str = "",
) -> Map:  # fmt: skip
    """Workplaces as circles by their employees, in the colours of their groups, whose ``names`` make the legend; ``rows``
    as they are drawn, with their ``area``. More than 400 are counted by municipality."""
    if len(rows) > MOST:
        counts = Counter(row["area"] for row in rows if row["area"] in map_ground.places())
        return plain_totals({area: float(n) for area, n in counts.items()}, ground, texts, unit=unit)
    roles = group_roles(groups)
    circles = tuple(
        Circle(
            r["lon"], r["lat"], r["name"], ": ".join(filter(None, (r["name"], r["text"]))),
            max(float(r["employees"] or 0), 1.0), roles[r["group"]],
        )
        for r in rows
    )  # fmt: skip
    entries = tuple(Legend(name, one) for name, one in zip(names, roles, strict=True))
    return Map(areas(ground), circles, legend=entries, chosen=chosen(ground), unit=unit)


def areas(
    ground: Ground, values: Mapping[str, float] | None = None, told: Mapping[str, str] | None = None,
    fills: Mapping[str, str] | None = None,
) -> tuple[Area, ...]:  # fmt: skip
    """Every municipality, as plain land where it has no fill of its own."""
    return tuple(
        Area(key, ground.names[key], (values or {}).get(key), (told or {}).get(key, ""), (fills or {}).get(key, "land"))
        for key in map_ground.places()
    )


def chosen(ground: Ground) -> tuple[str, ...]:
    """The chosen municipalities."""
    return tuple(key for key in ground.chosen if key in map_ground.places())


def legend(entries: Sequence[Entry]) -> tuple[Legend, ...]:
    """A legend that is drawn, as plain data."""
    return tuple(Legend(entry.label, entry.role, entry.size) for entry in entries)


def named(ground: Ground, wanted: Sequence[Named]) -> set[int]:
    """Which names fit beside one another on the whole map, by their number; the first have precedence."""
    return {*map_ground.fitting(whole(ground), wanted)}


def whole(ground: Ground) -> Ground:
    """The ground that shows every municipality, in the usual frame."""
    return replace(ground, chosen=(), width=Ground.width, height=Ground.height)

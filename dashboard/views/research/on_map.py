"""The map of R&D environments and what companies and they have done together, and the list that says the same."""

from collections import Counter, defaultdict
from typing import Any

from dashboard.figures import arcs, map_ground
from dashboard.figures.plain import Column, Grid
from dashboard.views import arc_map, record_list
from dashboard.views.grids import Filled, of_columns
from dashboard.views.parts import Part, Records
from dashboard.views.research.environments import KINDS, Known, field, known, name
from dashboard.views.view import View, remembered

HEIGHT = 520  # px


def parts(view: View) -> tuple[Part, Part]:
    """Environments as circles and links as arcs, under the sentence that says which environment is reached from across; and
    the list that says the same."""
    t, here = view.t, known(view)
    inside = sum(link["links"] for link in here.links if link["area"] == link["unit_area"])
    summary = " ".join([t("research.map.help"), *([t("research.map.inside", n=inside)] if inside else [])])
    units, meaning = _listed(view, here), t("research.matrix.meaning")
    places = arc_map.part(
        view, "map", finding(view), summary, HEIGHT, lambda: (_spots(view), _arcs(view)),
        Records(lambda: units, KINDS[:4], meaning), words="research", unit=t("research.contact_points"),
    )  # fmt: skip
    return places, record_list.part(view, "units", t("research.list"), units, KINDS[:4], meaning, most=8)


@remembered
def finding(view: View) -> str:
    """Which environment has most links over the border; several where they tie; else where the environments are."""
    t, here = view.t, known(view)
    if not here.linked:
        return t("research.map.places", n=len({row["area"] for row in (*here.organisations, *here.units)}))
    across = Counter[str]()
    for link in here.links:
        across[_units(here)[link["unit"]]["organisation"]] += link["links"] * link["crosses"]
    most = max(across.values())
    if not most:
        return t("research.map.none_across")
    names = {u["organisation"]: name(view, u, "organisation") for u in here.everywhere}
    first = t.sort(names[key] for key, n in across.items() if n == most)
    return t("research.map.finding", names=t.sentence(first), n=most)


def _units(here: Known) -> dict[str, dict[str, Any]]:
    return {unit["key"]: unit for unit in here.everywhere}


@remembered
def _spots(view: View) -> list[arcs.Spot]:
    """A circle for each environment, where it lies or else in the middle of its municipality."""
    t = view.t
    spots = []
    for one in known(view).organisations:
        lon, lat = _point(one)
        told = t.value(one["contact_points"], "contact_points")
        spots.append(
            arcs.Spot(lon, lat, one["contact_points"], one["area"], name(view, one), f"{t.area(one['area'])} · {told}")
        )
    return spots


@remembered
def _arcs(view: View) -> list[arcs.Arc]:
    """An arc for each municipality with companies that have worked with an environment elsewhere."""
    t, here = view.t, known(view)
    units, places, ties = _units(here), map_ground.places(), defaultdict[tuple[str, str], list[dict[str, Any]]](list)
    for link in here.links:
        if link["area"] != link["unit_area"]:
            ties[link["area"], units[link["unit"]]["organisation"] or link["unit"]].append(link)
    made = []
    for (area, _), links in ties.items():
        unit, n = units[links[0]["unit"]], sum(link["links"] for link in links)
        start = (places[area].lon, places[area].lat)
        label = f"{t.area(area)} → {name(view, unit, 'organisation')}"
        text = ", ".join(f"{name(view, units[link['unit']])} {t.number(link['links'])}" for link in links)
        made.append(arcs.Arc(start, _point(unit), n, links[0]["crosses"], area, label, text))
    return made


def _point(row: dict[str, Any]) -> tuple[float, float]:
    """Where a unit or an organisation lies (lon, lat)."""
    place = map_ground.places()[row["area"]]
    return (place.lon, place.lat) if row["lat"] is None or row["lon"] is None else (row["lon"], row["lat"])


def _listed(view: View, here: Known) -> Grid:
    """The list twin: every unit in the areas or with a link there, with where the companies come from."""
    t, tied = view.t, defaultdict[str, list[dict[str, Any]]](list)
    for link in here.links:
        tied[link["unit"]].append(link)
    rows = [unit for unit in here.everywhere if unit in here.units or unit["key"] in tied]
    across = [sum(link["links"] for link in tied[u["key"]] if link["crosses"]) for u in rows]
    return of_columns([
        Filled(Column(t("column.key"), name="key", code=True), [u["key"] for u in rows]),
        Filled(Column(t("research.column.unit"), name="unit"), [name(view, u) for u in rows]),
        Filled(Column(t("record.field.organisation"), name="organisation"), [name(view, u, "organisation") for u in rows]),
        Filled(Column(t("column.area"), name="area"), [t.area(u["area"]) for u in rows]),
        Filled(Column(t("record.field.field"), name="field"), [field(view, u["field"]) for u in rows]),
        Filled(Column(t("research.contact_points"), "integer", name="contact_points"), [u["contact_points"] for u in rows]),
        Filled(Column(t("research.column.links"), "integer", name="links"),
               [sum(link["links"] for link in tied[u["key"]]) for u in rows]),
        Filled(Column(t("research.column.across"), "integer", name="across"), across),
        Filled(Column(t("research.column.from"), name="from"), [
            ", ".join(f"{t.area(link['area'])} {t.number(link['links'])}" for link in tied[u["key"]]) for u in rows
        ]),
    ])  # fmt: skip

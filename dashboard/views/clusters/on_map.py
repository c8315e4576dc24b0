"""The members of clusters on the map; it says the same as the list of members."""

from collections import Counter
from dataclasses import replace

import pydeck as pdk

from dashboard.figures import map as drawn
from dashboard.figures import map_plain
from dashboard.figures.plain import Column, Grid
from dashboard.metrics.reference import municipalities
from dashboard.views.clusters.memberships import KINDS, Known
from dashboard.views.grids import Filled, of_columns
from dashboard.views.maps import ground
from dashboard.views.parts import Ground, Part, Records
from dashboard.views.view import View
from dashboard.views.wording import texts

HEIGHT = 460  # px


def part(view: View, here: Known) -> Part | None:
    """Members by municipality as circles, under the sentence that says where the most are."""
    t, people = view.t, {m.key: m.area for m in here.now}
    counts = Counter(area for area in people.values() if area in municipalities())
    if not counts:
        return None
    most = max(counts.values())
    first = t.sort((area for area, n in counts.items() if n == most), t.area)
    order = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    elsewhere = len(people) - sum(counts.values())
    told = [
        t("clusters.map.summary", n=len(counts), named=t.sentence(f"{t.area(a)} {t.number(n)}" for a, n in order[:5])),
        *([t("clusters.map.elsewhere", n=elsewhere)] if elsewhere else []),
    ]
    values, unit = {area: float(n) for area, n in counts.items()}, t("clusters.card.members")
    return Part(
        "cluster_map",
        t("clusters.map.finding", high=t.sentence(t.area(a) for a in first), n=most, members=len(people)), " ".join(told),
        Ground(lambda: _drawn(view, values), HEIGHT),
        lambda: replace(map_plain.plain_totals(values, ground(view, HEIGHT), texts(view)), unit=unit),
        records=Records(lambda: _table(view, order), KINDS, t("clusters.meaning")),
    )  # fmt: skip


def _drawn(view: View, values: dict[str, float]) -> tuple[pdk.Deck, list[drawn.Entry]]:
    words = texts(view)
    entries = drawn.totals_legend(values, words, view.mode)
    deck = drawn.draw_totals(values, ground(view, HEIGHT), words, view.mode)
    return deck, [entry for entry in entries if entry.label != "0"]  # a part of one


def _table(view: View, order: list[tuple[str, int]]) -> Grid:
    t = view.t
    return of_columns([
        Filled(Column(t("column.key"), name="key", code=True), [a for a, _ in order]),
        Filled(Column(t("column.area"), name="area_name"), [t.area(a) for a, _ in order]),
        Filled(Column(t("clusters.card.members"), "integer", name="members"), [n for _, n in order]),
    ])  # fmt: skip

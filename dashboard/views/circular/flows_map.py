"""The map of residual flows: how many are open in each municipality, and arcs between the municipalities of pairs that fit."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from dashboard.figures import arcs, map_ground
from dashboard.metrics.lists.flows import Flow
from dashboard.metrics.readings.matches import Match
from dashboard.views import arc_map
from dashboard.views.circular import flows_tables
from dashboard.views.parts import Part
from dashboard.views.view import View, remembered

HEIGHT = 460  # px


def part(view: View, flows: tuple[Flow, ...], pairs: tuple[Match, ...]) -> Part:
    """The map under the sentence that says how far apart those that fit lie; the tables beside it say the same."""
    t, away = view.t, sorted(m.km for m in pairs if m.km is not None)
    title = t("flows.map.places", n=len({f.area for f in flows}))
    if away:
        near, middle, far = (t.number(away[n], int(away[n] < 10)) for n in (0, len(away) // 2, -1))
        title = (
            t("flows.map.one", km=near) if len(away) == 1 else t("flows.map.finding", near=near, middle=middle, far=far)
        )
    ties = Counter((m.offered.area, m.wanted.area) for m in pairs)
    across = [(pair, n) for pair, n in ties.most_common() if pair[0][:2] != pair[1][:2]]
    inside = sum(n for pair, n in ties.items() if pair[0] == pair[1])
    told = [t("flows.map.help")]
    if across:
        told.append(t("flows.map.most", told=t.sentence(_tie(view, pair, n) for pair, n in across[:3])))
    if inside:
        told.append(t("flows.map.inside", n=inside))
    return arc_map.part(
        view, "flows_map", title, " ".join(told), HEIGHT, lambda: (_spots(view, flows), _arcs(view, tuple(ties.items()))),
        flows_tables.records(view, flows), words="flows", unit=t("flows.title"),
    )  # fmt: skip


def _tie(view: View, pair: tuple[str, str], n: int) -> str:
    return f"{view.t.area(pair[0])} → {view.t.area(pair[1])} ({view.t.number(n)})"


@remembered
def _spots(view: View, flows: tuple[Flow, ...]) -> Sequence[arcs.Spot]:
    """A circle for each municipality with open flows."""
    t, places = view.t, map_ground.places()
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for flow in flows:
        found[flow.area][flow.direction] += 1
    return [
        arcs.Spot(
            places[area].lon, places[area].lat, count.total(), area, t.area(area),
            t("flows.map.spot", offered=count["offered"], wanted=count["wanted"]),
        )
        for area, count in sorted(found.items())
    ]  # fmt: skip


@remembered
def _arcs(view: View, ties: tuple[tuple[tuple[str, str], int], ...]) -> Sequence[arcs.Arc]:
    """An arc for each two municipalities with pairs that fit, from what is offered to where it is wanted."""
    t, places = view.t, map_ground.places()
    return [
        arcs.Arc(
            (places[start].lon, places[start].lat), (places[end].lon, places[end].lat), n, start[:2] != end[:2], start,
            f"{t.area(start)} → {t.area(end)}", t("flows.map.pairs", n=n),
        )
        for (start, end), n in ties if start != end
    ]  # fmt: skip

"""How clusters are mixed across the border, and how they have grown."""

from html import escape

from dashboard.figures import trend, trend_plain, vector
from dashboard.figures.plain import Chart, Column, Grid, Values
from dashboard.figures.theme import SIGNS, palette
from dashboard.metrics.readings import network
from dashboard.metrics.reference import COUNTRIES
from dashboard.metrics.series import Point, Series
from dashboard.views.clusters.memberships import KINDS, Known
from dashboard.views.grids import Filled, of_columns
from dashboard.views.parts import Html, Part, Plot, Records
from dashboard.views.view import View
from dashboard.views.wording import texts

Sides = dict[str, dict[str, int]]  # members by cluster and country


def mix(view: View, here: Known, cluster: str) -> Part | None:
    """Each cluster's members in both countries, the most even first; the one that is looked at in bold."""
    t, counts = view.t, network.sides(here.now)
    if not counts:
        return None
    order = sorted(counts, key=lambda key: (-_even(counts[key]), -sum(counts[key].values()), key))
    first = counts[order[0]]
    finding = "clusters.mix.finding" if all(first.values()) else "clusters.mix.none"
    sums = {c.lower(): sum(found[c] for found in counts.values()) for c in COUNTRIES}
    names = {key: here.name(key, t.language) for key in order}
    return Part(
        "mix", t(finding, name=names[order[0]], se=first["SE"], no=first["NO"]), t("clusters.mix.summary", **sums),
        Html(lambda: "".join(_row(view, here, key, counts[key], key == cluster) for key in order)),
        lambda: _bars(view, names, counts),
        records=Records(lambda: _mixed(view, names, counts), KINDS, t("clusters.meaning")),
    )  # fmt: skip


def _bars(view: View, names: dict[str, str], counts: Sides) -> Chart:
    series = tuple(Values(view.t.area(c), tuple(counts[key][c] for key in names), c) for c in COUNTRIES)
    unit = view.t("clusters.card.members")
    return Chart("bar", tuple(names.values()), series, tuple(names), unit, stacked=True)


def _mixed(view: View, names: dict[str, str], counts: Sides) -> Grid:
    t = view.t
    return of_columns([
        Filled(Column(t("clusters.column.cluster"), name="cluster"), list(names.values())),
        *(Filled(Column(t.area(c), "integer", name=c), [counts[key][c] for key in names]) for c in COUNTRIES),
    ])  # fmt: skip


def _even(sides: dict[str, int]) -> float:
    """1 where both sides have as many members, 0 where one has none."""
    return min(sides.values()) / max(max(sides.values()), 1)


def _row(view: View, here: Known, key: str, sides: dict[str, int], looked_at: bool) -> str:
    """A cluster's name, its bar, and both numbers with their countries' signs."""
    t, colours = view.t, palette(view.mode)
    name = escape(here.name(key, t.language))
    told = t.sentence(f"{t.area(c)} {t.number(n)}" for c, n in sides.items())
    bar = vector.shares([(n, colours.country(c)) for c, n in sides.items()], 14, f"{name}: {told}")
    signs = " ".join(
        f'<span style="white-space:nowrap"><span aria-hidden="true" style="color:{colours.country(c)}">{SIGNS[c]}</span> '
        f"{escape(t.area(c))} {t.number(n)}</span>"
        for c, n in sides.items()
    )
    return (
        f'<div style="display:flex;flex-wrap:wrap;gap:2px 12px;align-items:center;margin-bottom:10px;font-size:14px">'
        f'<span style="flex:1 1 160px">{f"<b>{name}</b>" if looked_at else name}</span>'
        f'<span style="flex:3 1 150px">{bar}</span><span style="flex:0 0 190px">{signs}</span></div>'
    )


def grown(view: View, here: Known) -> Part | None:
    """How many members there have been at the end of each year on either side; those who left are taken out."""
    t, as_of = view.t, view.engine.recorded_on
    years = [m.joined.year for m in here.ever if m.joined]
    if not years or min(years) > here.day.year:
        return None
    first = max(min(years), view.selection.first or 0)
    counts = network.growth(here.ever, min(first, here.day.year), here.day)
    whole = {year: sum(counts[c, year] for c in COUNTRIES) for _, year in counts}
    begin, end = min(whole), max(whole)
    way = "up" if whole[end] > whole[begin] else "down" if whole[end] < whole[begin] else "same"
    provisional = here.day == as_of and (as_of.month, as_of.day) < (12, 31)
    points = tuple(
        Point(c, str(year), "", n, None, None, n, "provisional" if provisional and year == as_of.year else "ok")
        for (c, year), n in counts.items()
    )
    series = Series("", "persons", 0, "count", "up", "A", "", as_of, view.engine.facts.demo, points, "")
    ends = t.sentence(f"{t.area(c)} {t.number(counts[c, begin])}–{t.number(counts[c, end])}" for c in COUNTRIES)
    unit = t("clusters.card.members")
    return Part(
        "growth", t(f"clusters.growth.{way}", before=whole[begin], now=whole[end], first=str(begin), last=str(end)),
        t("clusters.growth.summary", told=ends, day=here.day),
        Plot(lambda: trend.draw(trend.info(series), texts(view), view.mode), 320),
        lambda: trend_plain.plain(trend.info(series), texts(view), unit=unit),
        records=Records(lambda: _by_year(view, counts), KINDS, t("clusters.growth.meaning")),
    )  # fmt: skip


def _by_year(view: View, counts: dict[tuple[str, int], int]) -> Grid:
    t, years = view.t, sorted({year for _, year in counts})
    return of_columns([
        Filled(Column(t("column.period"), name="year"), [str(year) for year in years]),
        *(Filled(Column(t.area(c), "integer", name=c), [counts[c, year] for year in years]) for c in COUNTRIES),
    ])  # fmt: skip

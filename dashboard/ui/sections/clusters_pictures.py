"""How clusters are mixed across the border, and how they have grown."""

from html import escape

import streamlit as st

from dashboard.exports.tables import Column
from dashboard.figures import trend, vector
from dashboard.figures.theme import SIGNS, palette
from dashboard.metrics.readings import network
from dashboard.metrics.reference import COUNTRIES
from dashboard.metrics.series import Point, Series
from dashboard.ui import blocks, maps
from dashboard.ui.sections import record_rows
from dashboard.ui.sections.clusters import KINDS, Known
from dashboard.ui.sign_in import plain
from dashboard.ui.state import View


def mix(view: View, here: Known, cluster: str) -> None:
    """Each cluster's members in both countries, the most even first; the one that is looked at in bold."""
    t, counts = view.t, network.sides(here.now)
    if not counts:
        return
    order = sorted(counts, key=lambda key: (-_even(counts[key]), -sum(counts[key].values()), key))
    first = counts[order[0]]
    name = here.name(order[0], t.language)
    title = t(
        "clusters.mix.finding" if all(first.values()) else "clusters.mix.none",
        name=name,
        se=first["SE"],
        no=first["NO"],
    )
    sums = {c: sum(found[c] for found in counts.values()) for c in COUNTRIES}
    summary = t("clusters.mix.summary", se=sums["SE"], no=sums["NO"])
    with st.container(key="figure_mix"):
        st.subheader(plain(title), anchor=False)
        st.html("".join(_row(view, here, key, counts[key], key == cluster) for key in order))
        st.caption(summary)
        record_rows.actions(
            view, "mix", title, KINDS,
            lambda: [
                (Column("cluster", t("clusters.column.cluster")), [here.name(key, t.language) for key in order]),
                *((Column(c, t.area(c), "integer"), [counts[key][c] for key in order]) for c in COUNTRIES),
            ],
            t("clusters.meaning"),
        )  # fmt: skip


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


def grown(view: View, here: Known) -> None:
    """How many members there have been at the end of each year on either side; those who left are taken out."""
    t, as_of = view.t, view.engine.recorded_on
    years = [m.joined.year for m in here.ever if m.joined]
    if not years or min(years) > here.day.year:
        return
    first = max(min(years), view.selection.first or 0)
    counts = network.growth(here.ever, min(first, here.day.year), here.day)
    whole = {year: sum(counts[c, year] for c in COUNTRIES) for _, year in counts}
    begin, end = min(whole), max(whole)
    way = "up" if whole[end] > whole[begin] else "down" if whole[end] < whole[begin] else "same"
    title = t(f"clusters.growth.{way}", before=whole[begin], now=whole[end], first=str(begin), last=str(end))
    provisional = here.day == as_of and (as_of.month, as_of.day) < (12, 31)
    points = tuple(
        Point(c, str(year), "", n, None, None, n, "provisional" if provisional and year == as_of.year else "ok")
        for (c, year), n in counts.items()
    )
    series = Series("", "persons", 0, "count", "up", "A", "", as_of, view.engine.facts.demo, points, "")
    ends = t.sentence(f"{t.area(c)} {t.number(counts[c, begin])}–{t.number(counts[c, end])}" for c in COUNTRIES)
    summary = t("clusters.growth.summary", told=ends, day=here.day)
    with st.container(key="figure_growth"):
        st.subheader(title, anchor=False)
        st.plotly_chart(
            trend.draw(trend.info(series), maps.texts(view), view.mode), key="chart_growth", theme=None, height=320,
            alt=f"{title} {summary}", config=blocks.chart_config(view),
        )  # fmt: skip
        st.caption(summary)
        record_rows.actions(
            view, "growth", title, KINDS,
            lambda: [
                (Column("year", t("column.period")), [str(year) for year in whole]),
                *((Column(c, t.area(c), "integer"), [counts[c, year] for year in whole]) for c in COUNTRIES),
            ],
            t("clusters.growth.meaning"),
        )  # fmt: skip

"""What there is in a municipality: its workplaces on a map, its largest companies and its vacancies."""

import pydeck as pdk
import streamlit as st

from dashboard.figures import bars
from dashboard.figures import map as drawn
from dashboard.metrics.lists import listing
from dashboard.metrics.question import Question
from dashboard.ui import blocks, maps
from dashboard.ui.sections import companies, municipality, workplace_map
from dashboard.ui.state import View, remembered

HEIGHT = 340
POINTS = 2_000  # the largest workplaces on the small map; the page Map has all
LARGEST = 10


def workplaces(view: View) -> None:
    """The municipality's workplaces on a small map, coloured by industry."""
    t = view.t
    question = Question("workplaces", view.selection)
    points = view.series(question).points
    total = points[-1].value if points else None
    if not total:
        st.subheader(t("metric.workplaces.name"), anchor=False)
        none = t("map.workplaces.none", area=blocks.subject(view))
        st.caption(municipality.unknown(view, "workplaces") or none)
        return
    deck, legend, shown = _map(view)
    title = t("municipality.workplaces", n=int(total), area=blocks.subject(view))
    with st.container(key="figure_workplaces"):
        st.subheader(title, anchor=False)
        maps.show(view, "municipality", deck, legend, title, HEIGHT)
        st.caption(t("municipality.workplaces.placed", n=shown))
        blocks.actions(view, "workplaces", title, question)


@remembered
def _map(view: View) -> tuple[pdk.Deck, list[drawn.Entry], int]:
    year = view.selection.last or view.engine.facts.as_of.year
    placed = listing.workplaces(view.engine, view.selection, year, placed=POINTS)
    rows, groups, names = workplace_map.grouped(view, placed.to_pylist(), "industry")
    legend = [
        drawn.Entry(colour, name) for colour, name in zip(drawn.group_colours(groups, view.mode), names, strict=True)
    ]
    return drawn.draw_points(rows, groups, maps.ground(view, HEIGHT, 640), view.mode), legend, len(rows)


def largest(view: View) -> None:
    """The ten largest companies with their seat here; sole traders are never in the list."""
    t = view.t
    found = listing.companies(view.engine, view.selection, most=LARGEST)
    with st.container(key="figure_largest"):
        st.subheader(t("municipality.largest", area=blocks.subject(view)), anchor=False)
        if not found.num_rows:
            none = t("companies.none", area=blocks.subject(view))
            st.caption(municipality.unknown(view, "companies") or none)
            return
        columns = companies.listing_columns(view, found)
        kept = (t("column.name"), t("column.industry"), t("column.employees"))
        st.table({name: columns[name] for name in kept}, border="horizontal", hide_index=True)
        st.caption(t("municipality.largest.help", n=found.column("found")[0].as_py()))


def vacancies(view: View) -> None:
    """Open positions by major group of occupation."""
    t = view.t
    question = Question("vacancies", view.selection, by="occupation")
    series = view.series(question)
    last = max((p.period for p in series.points if p.known), default="")
    known = [p for p in series.points if p.value and p.period == last]
    if not known:
        st.subheader(t("metric.vacancies.name"), anchor=False)
        none = t("municipality.vacancies.none", area=blocks.subject(view))
        st.caption(municipality.unknown(view, "vacancies") or none)
        return
    rows = [
        bars.Bar(p.breakdown, t.category(series.by, p.breakdown), p.value, status=p.status, area=p.area) for p in known
    ]
    found = bars.info(rows)
    title = t("municipality.vacancies", occupation=municipality.most(view, found), n=int(found.bars[0].value or 0))
    summary = t.sentence(f"{bar.name} {t.number(bar.value or 0)}" for bar in found.bars)
    figure = bars.draw(found, maps.texts(view), view.mode)
    told = t("municipality.vacancies.told", day=t.date(listing.stock_day(view.engine, int(last))), told=summary)
    blocks.figure(view, "vacancies", title, told, question, lambda: figure, int(figure.layout.height))

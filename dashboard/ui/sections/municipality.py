"""The Municipality page: choosing one, its key figures, its industries, and the ways on."""

from dataclasses import replace

import streamlit as st

from dashboard.figures import bars
from dashboard.metrics.catalogue import lookup
from dashboard.metrics.question import Question
from dashboard.metrics.reference import COUNTIES, municipalities
from dashboard.metrics.series import Series
from dashboard.ui import blocks, maps, state
from dashboard.ui.state import View

FIGURES = ("population", "jobs", "companies", "vacancies")
INDUSTRIES = 8
SOURCES = {  # what each is imported from, by the names that the command line knows
    "jobs": "employment, scb, ssb", "companies": "brreg-enheter", "workplaces": "brreg-underenheter, places",
    "vacancies": "jobtech, nav", "rd_contacts": "nva",
}  # fmt: skip
WAYS = {"map": "map", "companies": "search", "jobs": "work", "structure": "stacked_bar_chart"}


def one(view: View) -> str:
    """The municipality that the page is about, or "" where not exactly one is chosen."""
    areas = view.selection.areas
    return areas[0] if len(areas) == 1 and areas[0] in municipalities() else ""


def picker(view: View) -> None:
    """All municipalities, or those of the chosen areas, by county; a click makes one the filter."""
    t, inside = view.t, set(view.selection.municipalities())
    for county in COUNTIES:
        order = t.sort(inside & set(municipalities(county)), key=t.area)
        if order:
            key = f"pick_{county}"
            st.pills(t.area(county), order, format_func=t.area, key=key, on_change=_picked, args=(key,))


def _picked(key: str) -> None:
    area = st.session_state[key]
    if area:
        state.change(replace(st.session_state["selection"], areas=(area,)))


def whole(view: View) -> View:
    """The same view of all industries: the story and the key figures are of the whole municipality."""
    return replace(view, selection=replace(view.selection, industries=(), sizes=(), theme=""))


def figures(view: View) -> None:
    """The key figures of which there is a value."""
    known = [m for m in FIGURES if any(p.known for p in blocks.over_years(view, m).points)]
    if known:
        blocks.key_figures(view, known)


def unknown(view: View, metric: str) -> str:
    """What to import where nothing is known of a metric here; "" where something is."""
    if any(p.status != "missing" for p in blocks.over_years(view, metric).points):
        return ""
    what = maps.within(view.t(f"metric.{metric}.name"))
    return view.t("municipality.unknown", what=what, sources=SOURCES[metric])


def industries(view: View) -> None:
    """The largest industries as bars, each with how many times Mittnorden's share it has; the one of most jobs first."""
    t = view.t
    question = Question("jobs", view.selection, by="industry")
    series = _last(view.series(question))
    known = [p for p in series.points if p.value and p.breakdown != "?"]
    if not known:
        st.subheader(t("metric.jobs.name"), anchor=False)
        st.caption(unknown(view, "jobs") or t("municipality.industries.none"))
        return
    quotients = {
        p.breakdown: p.value for p in _last(view.series(Question("location_quotient", view.selection, by="industry"))).points
    }  # fmt: skip
    rows = [
        bars.Bar(
            p.breakdown, t.industry(p.breakdown, short=True), p.value, status=p.status, area=p.area,
            note=t("municipality.times", n=t.number(quotients[p.breakdown] or 0.0, 1)) if quotients.get(p.breakdown) else "",
        )
        for p in known
    ]  # fmt: skip
    found = bars.info(rows, most=INDUSTRIES)
    title = t(
        "municipality.industries",
        industry=most(view, found),
        area=t.area(one(view)),
        n=t.number(found.bars[0].value or 0),
    )
    summary = t.sentence(f"{bar.name} {t.number(bar.value or 0)}" for bar in found.bars)
    drawn = bars.draw(found, maps.texts(view, lookup("jobs").decimals), view.mode)
    told = t("municipality.industries.told", period=t.period(known[0].period), told=summary)
    hidden = sum(p.status == "suppressed" for p in series.points)
    blocks.figure(
        view, "industries", title, f"{told} {t('municipality.hidden', n=hidden)}" if hidden else told, question, lambda: drawn,
        int(drawn.layout.height),
    )  # fmt: skip


def most(view: View, found: bars.Ranking) -> str:
    """The name of the longest bar, or of all that are as long, inside a sentence."""
    return view.t.sentence(maps.within(bar.name) for bar in found.bars if bar.value == found.bars[0].value)


def _last(series: Series) -> Series:
    """The series in its latest year with a value only: the filter may ask for several."""
    last = max((p.period for p in series.points if p.known), default="")
    return replace(series, points=tuple(p for p in series.points if p.period == last))


def ways(view: View) -> None:
    """The same municipality on the pages that say more."""
    t, pages = view.t, st.session_state["pages"]
    query = {**view.selection.to_query(), "lang": t.language}
    with st.container(horizontal=True, vertical_alignment="center", key="ways"):
        for page, icon in WAYS.items():
            st.page_link(pages[page], label=t(f"page.{page}"), icon=f":material/{icon}:", query_params=query)
        st.page_link(
            pages["compare"],
            label=t("page.compare"),
            icon=":material/compare_arrows:",
            query_params={**query, "with": "similar"},
        )
    st.caption(t("municipality.print"))

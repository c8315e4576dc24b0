"""What the blocks of the page Transition share: key figures in a row, charts of composed series, titles of rankings; and the
definition that the page rests on."""

from collections.abc import Callable, Sequence

import plotly.graph_objects as go
import streamlit as st

from dashboard.metrics.question import Question
from dashboard.metrics.readings import green_shares
from dashboard.metrics.series import Point, Series
from dashboard.ui import blocks, explain, tables
from dashboard.ui.state import View


def chosen(view: View) -> tuple[str, ...]:
    """The chosen municipalities; none where the whole region is shown."""
    return view.selection.municipalities() if view.selection.areas else ()


def highest(view: View, order: Sequence[Point], key: str, shown: Callable[[Point], str], **more: str) -> str:
    """The title of a ranking, highest first: who leads, several where they tie as they are ``shown``; ``key``.same where
    there is no order."""
    t, value = view.t, shown(order[0])
    first = [t.area(p.area) for p in order if shown(p) == value]
    if len(first) == len(order):
        return t(f"{key}.same", value=value, **more)
    return t(key, high=t.sentence(first), value=value, **more)


def figure(
    view: View, key: str, title: str, summary: str, series: Series, drawn: go.Figure, height: int | None = None
) -> None:
    """A chart as blocks.figure has it, of a series that is made of several answers: the table is that series', and what is
    explained is the metric that it begins with."""
    with st.container(key=f"figure_{key}"):
        st.subheader(title, anchor=False)
        st.plotly_chart(
            drawn, key=f"chart_{key}", theme=None, height=height or drawn.layout.height, alt=f"{title} {summary}",
            config=blocks.chart_config(view),
        )  # fmt: skip
        st.caption(summary)
        with st.container(horizontal=True, gap="small"):
            tables.button(view, series, title, key)
            explain.button(view, Question(series.metric, view.selection, by="none", every_year=True), key)


def row(blocks_of: Sequence[Callable[[], None]]) -> None:
    """Key figures side by side."""
    for column, block in zip(st.columns(len(blocks_of), border=True), blocks_of, strict=True):
        with column:
            block()


def definition(view: View) -> None:
    """That the shares are the project's own, and all of them one click away."""
    t = view.t
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(t("circular.definition"))
        if st.button(t("circular.definition.show"), icon=":material/table_rows:", type="tertiary", key="green_shares"):
            st.dialog(t("circular.definition.title"), width="large")(_definition)(view)


def _definition(view: View) -> None:
    t, found = view.t, green_shares.definition(view.engine)
    st.table(
        {
            t("column.industry"): [f"{s.division} {t.industry(s.division, short=True)}" for s in found],
            t("circular.bio"): [t.percent(s.bio, 0) for s in found],
            t("circular.circular"): [t.percent(s.circular, 0) for s in found],
        },
        border="horizontal", hide_index=True,
    )  # fmt: skip

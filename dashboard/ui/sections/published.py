"""Published figures, unprocessed: a block of the Data page."""

import streamlit as st

from dashboard.metrics.lists import indicators, origin
from dashboard.ui import controls, tables
from dashboard.ui.sections import quality
from dashboard.views.view import View

DECIMALS = 2  # at most: publishers give no more of what is shown here
ROW = 36  # px


def published(view: View) -> None:
    """The newest value of each indicator and area as a table, narrowed by both; without any what to import."""
    t, titles = view.t, indicators.titles(view.engine)
    if not titles:
        st.info(t("data.published.nothing"))
        return
    st.markdown(t("data.published.text"))
    found = indicators.of(view.engine)
    there = t.sort({row["area"] for row in found}, key=t.area)
    with st.container(horizontal=True, key="published_controls"):
        title = controls.choice(
            "indicator", ("", *titles), t("data.published.indicator"),
            lambda key: _title(view, key, titles[key]) if key else t("data.published.every"), width=480,
        )  # fmt: skip
        area = controls.choice(
            "where", ("", *there), t("column.area"), lambda key: t.area(key) if key else t("data.published.everywhere")
        )
    rows = [row for row in found if title in ("", row["indicator"]) and area in ("", row["area"])]
    tables.grid(
        {
            t("data.published.indicator"): [_title(view, row["indicator"], row["title"]) for row in rows],
            t("column.breakdown"): [breakdown(view, row["breakdown"]) for row in rows],
            t("column.area"): [t.area(row["area"]) for row in rows],
            t("column.period"): [t.period(row["period"]) for row in rows],
            t("column.value"): [figure(view, row["value"]) for row in rows],
            t("column.unit"): [row["unit"] or "" for row in rows],
            t("column.status"): [t(f"status.{row['status']}") for row in rows],
            t("column.source"): [quality.source(view, row["source"]) for row in rows],
        },
        [t("column.value")], min(ROW * (len(rows) + 1), 320), alt=t("data.published"),
    )  # fmt: skip
    sources = [origin.publishers()[name] for name in dict.fromkeys(row["source"] for row in rows)]
    lines = [s["attribution"] + (f" ({s['licence']})" if s["licence"] != "–" else "") for s in sources]
    st.caption(t("data.published.attribution", names=t.sentence(lines)))


def figure(view: View, value: float | None) -> str:
    """The value with the decimals that it has; the column of statuses says why there is none."""
    if value is None:
        return ""
    decimals = next(n for n in range(DECIMALS + 1) if n == DECIMALS or value == round(value, n))
    return view.t.number(value, decimals)


def breakdown(view: View, key: str) -> str:
    """Women and men in words (K and M with Kolada, female and male in population); other parts are the publisher's own."""
    parts = key.split(" · ")
    return " · ".join(view.t(f"data.published.{p}") if view.t.has(f"data.published.{p}") else p for p in parts)


def _title(view: View, key: str, title: str | None) -> str:
    return title or (view.t("metric.population.name") if key == "population" else key)

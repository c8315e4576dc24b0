"""The company explorer: search, list, one company's own view, comparison."""

from functools import lru_cache
from typing import Any, NamedTuple

import pyarrow as pa
import streamlit as st

from dashboard.exports.tables import Column
from dashboard.metrics import listing
from dashboard.ui import company_figures, tables
from dashboard.ui.state import View

SHOWN = 300  # rows sent to the browser; the search and the order work on all of them
COMPARED = 5


class Asked(NamedTuple):
    """What the reader searches for, and in which order the list is to stand."""

    typed: str
    order: str

    def find(self, view: View, most: int | None = None) -> pa.Table:
        """The companies that fit, or the first of them."""
        return listing.companies(view.engine, view.selection, self.typed, self.order, most)


def search(view: View) -> Asked:
    """The search field and the order."""
    t = view.t
    with st.container(horizontal=True, vertical_alignment="bottom", key="company_search"):
        typed = st.text_input(
            t("companies.search"),
            type="search",
            live=True,
            placeholder=t("companies.search.example"),
            key="company_typed",
        )
        order = st.selectbox(
            t("companies.order"), list(listing.ORDERS), format_func=lambda key: t(f"companies.order.{key}"),
            key="company_order", width=220,
        )  # fmt: skip
    return Asked(typed or "", order or "size")


@lru_cache(maxsize=256)
def first(view: View, asked: Asked) -> tuple[int, pa.Table]:
    """How many companies fit, and the first of them: what the list shows."""
    table = asked.find(view, SHOWN)
    return (table.column("found")[0].as_py() if table.num_rows else 0), table


def listing_columns(view: View, found: pa.Table) -> dict[str, list[Any]]:
    """The list as it is read: names for keys, bands for headcounts."""
    t = view.t
    rows = found.to_pylist()
    return {
        t("column.name"): [r["name"] for r in rows],
        t("column.area"): [t.area(r["area"]) if r["area"] else "" for r in rows],
        t("column.industry"): [
            t.industry(r["division"] if r["division"] != "?" else r["industry"], short=True) for r in rows
        ],
        t("column.employees"): [headcount(view, r["employees_low"], r["employees_high"]) for r in rows],
        t("column.workplaces"): [t.number(r["workplaces"]) for r in rows],
        t("column.opened"): [t.date(r["opened"]) if r["opened"] else "" for r in rows],
    }


def headcount(view: View, low: int | None, high: int | None) -> str:
    """A headcount or its band in words; not known is said."""
    t = view.t
    if low is None:
        return t("status.missing")
    if high is None or high == low:
        return t.number(low)
    return f"{t.number(low)}–{t.number(high)}"


def listing_table(view: View, number: int, shown: pa.Table) -> list[str]:
    """Draw the list; gives the keys of the rows that the reader has chosen."""
    t = view.t
    event = tables.grid(
        listing_columns(view, shown), [t("column.employees"), t("column.workplaces")], 520, key="company_list",
        on_select="rerun", selection_mode="multi-row", alt=t("companies.title"),
    )  # fmt: skip
    if number > SHOWN:
        st.caption(t("companies.shown", shown=SHOWN, all=number))
    keys = shown.column("key").to_pylist()
    return [keys[row] for row in event["selection"]["rows"] if row < len(keys)]


def show(view: View, number: int, shown: pa.Table) -> None:
    """The list, and what can be done with the rows chosen in it: open one, compare up to five."""
    t = view.t
    st.caption(t("companies.choose"))
    chosen = listing_table(view, number, shown)
    if len(chosen) == 1:
        if st.button(t("companies.open"), icon=":material/open_in_full:", type="primary"):
            st.query_params["company"] = chosen[0]
            st.rerun()
    elif chosen:
        compare(view, chosen[:COMPARED])


def compare(view: View, keys: list[str]) -> None:
    """Up to five companies side by side."""
    t = view.t
    st.subheader(t("companies.compare"), anchor=False)
    for column, key in zip(st.columns(len(keys), border=True), keys, strict=True):
        found = listing.company(view.engine, key)
        if found is not None:
            with column:
                st.markdown(f"**{found['name']}**")
                facts(view, found)


def facts(view: View, company: dict[str, Any]) -> None:
    """A company's facts in short lines."""
    t = view.t
    industry = company["division"] if company["division"] != "?" else company["industry"]
    for label, text in {
        "column.area": t.area(company["area"]) if company["area"] else t("status.missing"),
        "column.industry": t.industry(industry),
        "column.employees": headcount(view, company["employees_low"], company["employees_high"]),
        "column.workplaces": t.number(company["workplaces"]),
        "column.opened": t.date(company["opened"]),
    }.items():
        st.caption(t(label))
        st.markdown(text)


def profile(view: View, key: str) -> None:
    """One company's own view: its facts, workplaces on a map, employees over time, and its like across the border."""
    t = view.t
    company = listing.company(view.engine, key)
    if st.button(t("companies.back"), icon=":material/arrow_back:", type="tertiary"):
        del st.query_params["company"]
        st.rerun()
    if company is None:
        st.title(t("companies.title"), anchor=False)
        st.info(t("companies.unknown", key=key))
        return
    st.title(company["name"], anchor=False)
    st.markdown(t("companies.profile", area=t.area(company["area"]), industry=t.industry(company["industry"])))
    left, right = st.columns([1, 2], gap="large")
    with left:
        facts(view, company)
    with right:
        company_figures.workplaces_map(view, key)
    company_figures.employees(view, key)
    similar(view, key)


def similar(view: View, key: str) -> None:
    """Companies like this one on the other side of the border."""
    t = view.t
    found = listing.similar_across(view.engine, key)
    st.subheader(t("companies.similar"), anchor=False)
    if not found.num_rows:
        st.caption(t("companies.similar.none"))
        return
    rows = found.to_pylist()
    st.table(
        {
            t("column.name"): [r["name"] for r in rows],
            t("column.area"): [t.area(r["area"]) for r in rows],
            t("column.industry"): [t.industry(r["division"]) for r in rows],
            t("column.employees"): [headcount(view, r["employees_low"], r["employees_high"]) for r in rows],
        },
        border="horizontal", hide_index=True,
    )  # fmt: skip


def export(view: View, asked: Asked) -> tuple[pa.Table, list[Column]]:
    """The whole list for a file: keys and names, headcounts as numbers."""
    t, found = view.t, asked.find(view)
    areas = [t.area(key) if key else "" for key in found.column("area").to_pylist()]
    industries = [t.industry(key) for key in found.column("industry").to_pylist()]
    table = found.append_column("area_name", pa.array(areas)).append_column("industry_name", pa.array(industries))
    names = ["key", "name", "area", "area_name", "industry", "industry_name", "division", "employees_low",
             "employees_high", "workplaces", "opened", "legal_form"]  # fmt: skip
    kinds = {"employees_low": "integer", "employees_high": "integer", "workplaces": "integer", "opened": "date"}
    return table.select(names), [Column(name, t(f"column.{name}"), kinds.get(name, "text")) for name in names]

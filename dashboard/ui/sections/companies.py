"""The company explorer: search, list, comparison."""

from functools import lru_cache
from typing import Any, NamedTuple

import pyarrow as pa
import streamlit as st

from dashboard.exports.grids import table_of
from dashboard.exports.tables import Column
from dashboard.metrics.lists import listing
from dashboard.ui import tables
from dashboard.views import listed
from dashboard.views.companies import columns, industry
from dashboard.views.view import View

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


def listing_table(view: View, number: int, shown: pa.Table) -> list[str]:
    """Draw the list; gives the keys of the rows that the reader has chosen."""
    t = view.t
    event = tables.grid(
        columns(view, shown), [t("column.employees"), t("column.workplaces")], 520, key="company_list",
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
    area = t.area(company["area"]) if company["area"] else t("status.missing")
    for label, text in {
        "column.area": f"{area} ({t('companies.by_address')})" if company["area_basis"] == "locality" else area,
        "column.industry": t.industry(industry(company)),
        "column.employees": t.band(company["employees_low"], company["employees_high"]),
        "column.workplaces": t.number(company["workplaces"]),
        "column.opened": t.date(company["opened"]),
        **({"column.no_marketing": t("companies.no_marketing")} if company["no_marketing"] else {}),
    }.items():
        st.caption(t(label))
        st.markdown(text)


def export(view: View, asked: Asked) -> tuple[pa.Table, list[Column]]:
    """The whole list for a file: keys and names, headcounts as numbers."""
    return table_of(listed.rows_of(view, asked.find(view), listed.COMPANY))

"""The list of all records, of which one can be opened, and the files to take home."""

import pyarrow as pa
import streamlit as st

from dashboard.exports.tables import Column
from dashboard.metrics.lists.ledger import LOST, STAGES, Establishment
from dashboard.ui import blocks, tables
from dashboard.ui.sections import establishments
from dashboard.ui.state import View, remembered

KINDS = {"fte": "number", "verified_on": "date", **{f"{stage}_on": "date" for stage in (*STAGES, LOST)}}
SHARED = ("key", "name", "area", "area_name", "industry", "industry_name", "division")  # columns of other lists too
OWN = ("fte", "verdict")


def show(view: View) -> None:
    """Every record with its stage, day, jobs, verification and evidence; choosing one opens it."""
    t, rows = view.t, establishments.chosen(view).establishments
    st.subheader(t("establishments.list", n=len(rows), area=blocks.subject(view)), anchor=False)
    st.caption(t("establishments.list.help"))
    event = tables.grid(
        _words(view), [t("establishments.column.fte")], 35 * (min(len(rows), 12) + 1) + 3, key="establishment_list",
        on_select="rerun", selection_mode="single-row", alt=t("establishments.title"),
    )  # fmt: skip
    if picked := [rows[row].key for row in event["selection"]["rows"] if row < len(rows)]:
        st.query_params["record"] = picked[0]
        st.rerun()
    tables.downloads(
        view, "establishments", "establishments", lambda: export(view),
        lambda: tables.meta(view, t("establishments.title"), "establishments"),
    )  # fmt: skip


def created(view: View, one: Establishment) -> float:
    """Full-time equivalents created there, however sure."""
    return sum(job.fte for job in establishments.whole(view).jobs_of(one.key) if job.reason == "counts")


def verdict(view: View, one: Establishment) -> str:
    """Whether it counts, in a word or two."""
    return view.t(f"establishments.verdict.{one.reason if not one.counts else one.verification}")


@remembered
def _words(view: View) -> dict[str, list[str]]:
    t, rows = view.t, establishments.chosen(view).establishments
    at = [one.on(one.stage) for one in rows]
    return {
        t("column.name"): [establishments.name(view, one) for one in rows],
        t("column.area"): [t.area(one.area) for one in rows],
        t("column.industry"): [_industry(view, one) for one in rows],
        t.field("establishment", "stage"): [establishments.stage(view, one.stage) for one in rows],
        t("establishments.column.since"): [t.date(day) if day else "" for day in at],
        t("establishments.column.fte"): [establishments.number(view, created(view, one)) for one in rows],
        t("establishments.column.verdict"): [verdict(view, one) for one in rows],
        t.field("establishment", "evidence"): [one.evidence or "" for one in rows],
    }  # fmt: skip


def _industry(view: View, one: Establishment) -> str:
    return view.t.industry(one.industry if one.division == "?" else one.division, short=True)


def label(view: View, name: str) -> str:
    """A column's heading in the file: that of other lists, the page's own, or the field's in the register."""
    t = view.t
    if name in SHARED:
        return t(f"column.{name}")
    return t(f"establishments.column.{name}") if name in OWN else t.field("establishment", name)


def export(view: View) -> tuple[pa.Table, list[Column]]:
    """The list for a file: keys and names, every day, jobs as numbers."""
    t, rows = view.t, establishments.chosen(view).establishments
    columns = {
        **{name: [getattr(one, name) for one in rows] for name in ("key", "name", "company", "area")},
        "area_name": [t.area(one.area) for one in rows], "industry": [one.industry for one in rows],
        "division": [one.division for one in rows], "industry_name": [_industry(view, one) for one in rows],
        "stage": [establishments.stage(view, one.stage) for one in rows],
        **{f"{stage}_on": [one.on(stage) for one in rows] for stage in (*STAGES, LOST)},
        "fte": [created(view, one) for one in rows],
        "verification": [t(f"verification.{one.verification}") for one in rows],
        "verified_on": [one.verified_on for one in rows], "evidence": [one.evidence for one in rows],
        "activity": [one.activity for one in rows], "verdict": [verdict(view, one) for one in rows],
    }  # fmt: skip
    types = {"date": pa.date32(), "number": pa.float64(), "text": pa.string()}
    labels = [Column(name, label(view, name), KINDS.get(name, "text")) for name in columns]
    return pa.table(
        {name: pa.array(values, types[KINDS.get(name, "text")]) for name, values in columns.items()}
    ), labels

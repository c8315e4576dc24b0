"""Search among R&D units in free text: who fits, why, what they offer and how one reaches them. Who the contacts are is for
members alone, read from the register at each rerun and kept nowhere."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from dashboard import registers
from dashboard.figures.theme import palette
from dashboard.metrics.readings import expertise
from dashboard.metrics.readings.expertise import Found, Reason, Unit
from dashboard.metrics.readings.vocabulary import vocabulary
from dashboard.register.actor import Role
from dashboard.ui import access, controls, tables
from dashboard.views.record_list import height
from dashboard.views.research.environments import Known, field, name
from dashboard.views.view import View

SHOWN = 6  # units at most; the list beside the map has all
LONGEST = 200  # letters that are searched for


def show(view: View, here: Known) -> None:
    """The search field, what is found in the reader's areas, and for members the contacts of one unit."""
    t = view.t
    st.subheader(t("research.search"), anchor=False)
    typed = st.text_input(
        t("research.search.label"), st.query_params.get("search", ""), max_chars=LONGEST, type="search", live=True,
        placeholder=t("research.search.example"), key="research_typed",
    )  # fmt: skip
    controls.keep("search", typed, "")
    found = expertise.search(here.everywhere, typed or "")
    mine = [f for f in found if f.unit in here.units]
    if mine:
        st.html(results(view, mine[:SHOWN]))
    elif typed and not found:
        st.info(t("research.search.none"))
    more, elsewhere = len(mine) - SHOWN, len(found) - len(mine)
    told = [t("research.search.more", n=more)] if more > 0 else []
    told += [t("research.search.elsewhere", n=elsewhere)] if elsewhere else []
    st.caption(" ".join(told) or t("research.search.help"))
    contacts(view, [f.unit for f in mine] if typed else here.units)


def results(view: View, found: Sequence[Found]) -> str:
    """The units that were found, best first, each with why; as HTML, in which nothing that people typed is markup."""
    cells = "".join(_result(view, one) for one in found)
    grid = "display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,340px),1fr));gap:12px"
    return f'<ol style="list-style:none;padding:0;margin:0;{grid}">{cells}</ol>'


def _result(view: View, found: Found) -> str:
    t, colours, unit = view.t, palette(view.mode), found.unit
    where = (name(view, unit, "organisation"), t.area(unit["area"]), field(view, unit["field"]))
    lines = [
        (t("research.why"), "; ".join(why(view, reason) for reason in found.reasons)),
        (t("record.field.offers"), ", ".join(t.choice("rd_unit", "offers", key) for key in unit["offers"])),
        (t("record.field.languages"), ", ".join(t.choice("rd_unit", "languages", key) for key in unit["languages"])),
        (t("research.contact_points"), reached(view, unit)),
    ]
    told = "".join(
        f'<div><span style="color:{colours.muted}">{escape(label)}:</span> {escape(text)}</div>'
        for label, text in lines if text
    )  # fmt: skip
    own = "sv" if unit["area"].startswith("SE") else "nb"  # units speak of themselves in their own language
    text = f'<p lang="{own}" style="margin:6px 0">{escape(unit["expertise"])}</p>' if unit["expertise"] else ""
    return (
        f'<li style="border:1px solid {colours.line};border-radius:8px;padding:12px 16px;margin:0;break-inside:avoid">'
        f'<div style="font-weight:600">{escape(name(view, unit))}</div>'
        f'<div style="color:{colours.muted}">{escape(" · ".join(filter(None, where)))}</div>{text}'
        f'<div style="font-size:14px">{told}</div></li>'
    )


def why(view: View, reason: Reason) -> str:
    """Why a unit is found, in words: which term, or which word where."""
    t, what = view.t, reason.what
    if reason.why == "term":
        what = vocabulary()[what].names[t.language]
    elif reason.why == "field":
        what = field(view, what)
    told = t(f"research.why.{reason.why}", what=what)
    if reason.asked.read:
        told += " " + t("research.why.read", typed=reason.asked.typed, read=reason.asked.read)
    return told


def reached(view: View, unit: Unit) -> str:
    """How many contact points a unit has by function: never who."""
    t = view.t
    return ", ".join(
        f"{function[t.language]} {t.number(function['contact_points'])}" if function[t.language] else
        t.value(function["contact_points"], "contact_points") for function in unit["functions"]
    )  # fmt: skip


def contacts(view: View, units: Sequence[Unit]) -> None:
    """For members the contacts of the unit that they choose, as plain words; everybody else is told who may see them."""
    t, actor = view.t, access.actor()
    if actor.role < Role.member:
        st.caption(t("research.contacts.members"))
        return
    named = {unit["key"]: f"{name(view, unit)}, {name(view, unit, 'organisation')}" for unit in units}
    if not named:
        return
    chosen = st.selectbox(t("research.contacts"), list(named), format_func=named.__getitem__, key="research_unit")
    people = [c for c in registers.current(view).all(actor, "contact") if c["unit"] == chosen]
    if not people:
        st.caption(t("research.contacts.none"))
        return
    functions = [
        c[f"function_{t.language}"] or c["function_sv"] or c["function_nb"] or c["function_en"] for c in people
    ]
    tables.grid(
        {
            t("research.contacts.name"): [c["name"] for c in people],
            t("research.contacts.function"): [function or "" for function in functions],
            t("record.field.email"): [c["email"] or "" for c in people],
            t("record.field.phone"): [c["phone"] or "" for c in people],
            t("record.field.review_on"): [t.date(c["review_on"]) if c["review_on"] else "" for c in people],
        },
        (), height(len(people), 8), alt=t("research.contacts"), key="research_people",
    )  # fmt: skip

"""All meetings, and the ways to begin one: from a template, for any municipality, or empty."""

import streamlit as st

from dashboard.meeting.store import meetings
from dashboard.meeting.templates import TEMPLATES, one_for
from dashboard.metrics.reference import municipalities
from dashboard.settings import settings
from dashboard.ui import meetings as mine
from dashboard.ui.sections.meeting.one import go, told
from dashboard.ui.sign_in import plain
from dashboard.views.view import View

AREA = "municipality"  # the template that is of one municipality
FIRST = "SE-2380"  # Östersund, where no other is chosen
SHOWN = 20  # meetings before others are asked for by name


def begin(view: View) -> None:
    """A ready meeting in one click: a template, of which municipality, and the button."""
    t = view.t
    with st.container(horizontal=True, vertical_alignment="bottom", key="meeting_begin"):
        template = st.selectbox(
            t("meeting.template"), [AREA, *(one for one in TEMPLATES if one != AREA), ""], key="meeting_template",
            format_func=lambda key: t(f"meeting.template.{key or 'empty'}"), width=260,
        )  # fmt: skip
        area = ""
        if template == AREA:
            order = t.sort(municipalities(), key=t.area)
            chosen = next((key for key in view.selection.areas if key in order), FIRST)
            area = st.selectbox(
                t("filter.area"), order, order.index(chosen), format_func=t.area, key="meeting_area", width=260
            )
        if st.button(t("meeting.begin"), type="primary", icon=":material/add:", key="meeting_begin_button"):
            made = (
                mine.keep_new(view, one_for(template, area, t.language, settings().clock()))
                if template
                else mine.begin(view, t("meeting.new.title"))
            )
            go(made.id)


def show(view: View) -> None:
    """The meetings that there are, the last changed one first, each with the way to it."""
    t, there = view.t, meetings().all()
    if not there:
        st.info(t("meeting.none"))
        return
    st.subheader(t("meeting.all"), anchor=False)
    if len(there) > SHOWN:
        sought = st.text_input(t("meeting.search", n=len(there)), key="meeting_search").casefold()
        there = [one for one in there if sought in f"{one.title} {one.place} {one.date}".casefold()]
    for one in there[:SHOWN]:
        with st.container(gap=None, key=f"meeting_row_{one.id}"):
            st.page_link(
                st.session_state["pages"]["meeting"], label=plain(one.title),
                icon=":material/lock:" if one.frozen else ":material/slideshow:",
                query_params={"id": one.id, "lang": t.language},
            )  # fmt: skip
            st.caption(told(view, one))

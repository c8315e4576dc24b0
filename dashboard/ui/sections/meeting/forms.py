"""The words of a meeting and of each of its views, in small forms of their own."""

from dataclasses import replace
from datetime import date

import streamlit as st

from dashboard.meeting.meeting import Meeting
from dashboard.ui import meetings as mine
from dashboard.views.view import View

TEXTS = ("title", "place", "organiser")  # the meeting's own words
LONGEST, LONGEST_NOTE = 120, 2000


def facts(view: View, meeting: Meeting) -> None:
    """Title, day, place and organiser. What is left as it was stays what another window may have made of it."""
    t = view.t
    with st.form("meeting_facts_form", border=False):
        typed = {
            name: st.text_input(t(f"meeting.fact.{name}"), getattr(meeting, name), max_chars=LONGEST) for name in TEXTS
        }
        day = st.date_input(
            t("meeting.fact.date"), date.fromisoformat(meeting.date) if meeting.date else None,
            format="DD.MM.YYYY" if t.language == "nb" else "YYYY-MM-DD",
        )  # fmt: skip
        if st.form_submit_button(t("meeting.keep"), type="primary"):
            typed["date"] = day.isoformat() if day else ""
            other = {name: value for name, value in typed.items() if value != getattr(meeting, name)}
            mine.change(meeting, lambda now: replace(now, **other))
            st.rerun()


def item(view: View, meeting: Meeting, number: int) -> None:
    """A view's own title, the speaker's note, and its place."""
    t, kept = view.t, meeting.items[number]
    with st.form("meeting_words_form", border=False):
        title = st.text_input(
            t("meeting.item.title"), kept.title, max_chars=LONGEST, placeholder=t("meeting.item.title.help")
        )
        note = st.text_area(t("meeting.item.note"), kept.note, max_chars=LONGEST_NOTE)
        st.caption(t("meeting.item.note.help"))
        to = st.selectbox(t("meeting.item.place"), range(len(meeting.items)), number, format_func=lambda n: str(n + 1))
        if st.form_submit_button(t("meeting.keep"), type="primary"):
            mine.change_item(
                meeting, number,
                lambda now, at: now.rename(at, title).annotate(at, note).move(at, to if to != number else at),
            )  # fmt: skip
            st.rerun()

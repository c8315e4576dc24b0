"""The views of a meeting in their order: each with its finding, its own title and note, moved and removed by hand."""

from dataclasses import replace
from datetime import date
from functools import partial

import streamlit as st

from dashboard.errors import UserError
from dashboard.meeting.collecting import slides_of
from dashboard.meeting.item import Item
from dashboard.meeting.meeting import Meeting
from dashboard.ui import meetings as mine
from dashboard.ui.sign_in import plain
from dashboard.views.pages import view_of
from dashboard.views.view import View

TEXTS = {"title": 120, "place": 120, "organiser": 120}  # the meeting's own words and how long each may be


def facts(view: View, meeting: Meeting) -> None:
    """Title, date, place and organiser, kept as they are typed."""
    t = view.t
    with st.container(horizontal=True, vertical_alignment="bottom", key="meeting_facts"):
        typed: dict[str, str] = {
            name: st.text_input(
                t(f"meeting.fact.{name}"), getattr(meeting, name), max_chars=most, key=f"meeting_fact_{name}"
            )
            for name, most in TEXTS.items()
        }
        day = st.date_input(
            t("meeting.fact.date"), date.fromisoformat(meeting.date) if meeting.date else None, key="meeting_fact_date",
            format="DD.MM.YYYY" if t.language == "nb" else "YYYY-MM-DD",
        )  # fmt: skip
    when = day.isoformat() if day else ""
    if typed["title"] and (typed, when) != ({name: getattr(meeting, name) for name in TEXTS}, meeting.date):
        mine.change(meeting, lambda now: replace(now, date=when, **typed))  # type: ignore[arg-type]  # names of texts only
        st.rerun()


def order(view: View, meeting: Meeting) -> None:
    """The views, each of which can be opened, moved, renamed, annotated and removed."""
    t, last = view.t, len(meeting.items) - 1
    for number, item in enumerate(meeting.items):
        with st.container(border=True, key=f"meeting_item_{number}"):
            with st.container(horizontal=True, vertical_alignment="center"):
                _named(view, number, item)
                for name, icon, to in (("up", "arrow_upward", number - 1), ("down", "arrow_downward", number + 1)):
                    if st.button(
                        t(f"meeting.{name}", n=number + 1), icon=f":material/{icon}:", type="tertiary",
                        key=f"meeting_{name}_{number}", disabled=not 0 <= to <= last,
                    ):  # fmt: skip
                        _changed(mine.change(meeting, partial(_moved, number=number, to=to)))
                if st.button(
                    t("meeting.remove", n=number + 1),
                    icon=":material/close:",
                    type="tertiary",
                    key=f"meeting_remove_{number}",
                ):
                    _changed(mine.change(meeting, partial(_removed, number=number)))
            with st.expander(t("meeting.words") if not item.note else t("meeting.words.some")):
                _words(view, meeting, number, item)


def _moved(meeting: Meeting, number: int, to: int) -> Meeting:
    return meeting.move(number, to)


def _removed(meeting: Meeting, number: int) -> Meeting:
    return meeting.remove(number)


def _words(view: View, meeting: Meeting, number: int, item: Item) -> None:
    """The view's own title and the speaker's note."""
    t = view.t
    with st.form(f"meeting_words_{number}", border=False):
        title = st.text_input(
            t("meeting.item.title"), item.title, max_chars=120, placeholder=t("meeting.item.title.help")
        )
        note = st.text_area(t("meeting.item.note"), item.note, max_chars=2000, help=t("meeting.item.note.help"))
        if st.form_submit_button(t("meeting.item.keep")) and (title, note) != (item.title, item.note):
            _changed(mine.change(meeting, lambda now: now.rename(number, title).annotate(number, note)))


def _changed(_: Meeting) -> None:
    """Forget what the forms hold: after a move they belong to other views."""
    for key in [key for key in st.session_state if str(key).startswith("meeting_item_")]:
        del st.session_state[key]
    st.rerun()


def listed(view: View, meeting: Meeting) -> None:
    """The views to read, for everybody who only looks."""
    for number, item in enumerate(meeting.items):
        with st.container(horizontal=True, vertical_alignment="center", key=f"meeting_item_{number}"):
            _named(view, number, item)


def _named(view: View, number: int, item: Item) -> None:
    """A view's number, its title or finding, and the way to it."""
    t = view.t
    pages = st.session_state["pages"]
    with st.container(width="stretch"):
        st.markdown(f"**{number + 1}. {plain(item.title or _finding(view, item))}**")
    query = {**dict(item.query), "lang": t.language}
    st.page_link(pages[item.page], label=t(f"page.{item.page}"), icon=":material/open_in_new:", query_params=query)


def _finding(view: View, item: Item) -> str:
    try:
        found = slides_of(view_of(item.page, dict(item.query), view.t.language, view.warehouse, view.address), item)
    except UserError as error:
        return view.t(error.key, **error.values) if error.key else str(error)
    return found[0].title if len(found) == 1 else view.t("meeting.whole", page=view.t(f"page.{item.page}"))

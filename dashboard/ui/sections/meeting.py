"""One meeting on its page: present it, hand it out, freeze it, and put it in order."""

from functools import partial

import streamlit as st

from dashboard.exports.outputs import OUTPUTS
from dashboard.i18n import LANGUAGES
from dashboard.meeting.collecting import collect
from dashboard.meeting.deck import Deck
from dashboard.meeting.freezing import freeze, thawed
from dashboard.meeting.meeting import Meeting
from dashboard.meeting.store import meetings
from dashboard.ui import meetings as mine
from dashboard.ui import take_along
from dashboard.ui.sections import meeting_items, meeting_then
from dashboard.ui.sign_in import plain
from dashboard.views.view import View

KINDS = {"pptx": "PowerPoint", "pdf": "PDF", "html": "HTML", "xlsx": "Excel"}


def asked(name: str) -> Meeting | None:
    """The meeting that the link names; None for the list of all."""
    return meetings().get(name) if name and meetings().has(name) else None


def told(view: View, meeting: Meeting) -> str:
    """What it is in one line: when, where, by whom, how many views, and whether it is frozen."""
    t = view.t
    parts = [
        t.period(meeting.date) if meeting.date else "", plain(meeting.place), plain(meeting.organiser),
        t("meeting.views", n=len(meeting.items)),
        t("meeting.frozen", day=t.period(meeting.frozen)) if meeting.frozen else "",
    ]  # fmt: skip
    return " · ".join(filter(None, parts))


def show(view: View, meeting: Meeting) -> None:
    """Everything on the page of one meeting."""
    t = view.t
    if mine.holds(meeting) and not meeting.frozen:
        mine.take_up(meeting)
    if meeting.items:
        _ways(view, meeting)
    else:
        st.info(t("meeting.empty"))
    if mine.may_change(meeting):
        meeting_items.facts(view, meeting)
        meeting_items.order(view, meeting)
    else:
        meeting_items.listed(view, meeting)
    if meeting.frozen:
        meeting_then.show(view, meeting)
    _last(view, meeting)


def deck(view: View, meeting: Meeting) -> Deck:
    """The meeting's deck in the reader's language: as it was frozen, or as it is now."""
    if meeting.frozen:
        return thawed(meeting, view.t.language)
    return collect(meeting, view.warehouse, view.address, view.t.language)


def _ways(view: View, meeting: Meeting) -> None:
    """Present it, take it home, send it."""
    t = view.t
    with st.container(horizontal=True, vertical_alignment="center", key="meeting_ways"):
        st.link_button(
            t("meeting.present"), f"{view.address}/present/{meeting.id}?lang={t.language}", type="primary",
            icon=":material/slideshow:",
        )  # fmt: skip
        for kind, label in KINDS.items():
            st.download_button(
                label, partial(_file, view, meeting, kind), f"{meeting.id}-{t.language}.{kind}", OUTPUTS[kind].mime,
                key=f"meeting_{kind}", icon=":material/download:", on_click="ignore",
            )  # fmt: skip
        with st.popover(t("meeting.share"), icon=":material/qr_code:"):
            address = mine.address(view, meeting)
            st.code(address, language=None, wrap_lines=True)
            take_along.qr(address, t("take.qr", address=address))
            if mine.may_change(meeting):
                st.caption(t("meeting.share.key"))
                st.code(mine.address(view, meeting, key=True), language=None, wrap_lines=True)


def _file(view: View, meeting: Meeting, kind: str) -> bytes:
    return OUTPUTS[kind].make(deck(view, meeting))


def _last(view: View, meeting: Meeting) -> None:
    """What is done rarely: freeze, make another of it, remove it."""
    t = view.t
    st.divider()
    with st.container(horizontal=True, vertical_alignment="center", key="meeting_last"):
        if mine.may_change(meeting) and meeting.items and st.button(
            t("meeting.freeze"), icon=":material/ac_unit:", help=t("meeting.freeze.help"), key="meeting_freeze"
        ):  # fmt: skip
            _freeze(view, meeting)
        if st.button(t("meeting.duplicate"), icon=":material/content_copy:", key="meeting_duplicate"):
            title = t("meeting.duplicate.title", title=meeting.title)[:120]
            _go(mine.keep_new(view, meeting.duplicate(title)).id)
        if mine.may_change(meeting):
            with st.popover(t("meeting.delete"), icon=":material/delete:"):
                st.markdown(t("meeting.delete.sure"))
                if st.button(t("meeting.delete.do"), type="primary", key="meeting_delete"):
                    meetings().delete(meeting.id)
                    _go("")


def _freeze(view: View, meeting: Meeting) -> None:
    """Keep what is shown now in all three languages, for ever."""
    with st.spinner(view.t("meeting.freezing")):
        decks = [collect(meeting, view.warehouse, view.address, language) for language in LANGUAGES]
        freeze(meeting, decks)
    _go(meeting.id)


def _go(name: str) -> None:
    if name:
        st.query_params["id"] = name
    else:
        del st.query_params["id"]
    st.rerun()

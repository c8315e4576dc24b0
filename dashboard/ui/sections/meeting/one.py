"""One meeting on its page: present it, hand it out, put it in order, freeze it."""

from functools import partial

import streamlit as st

from dashboard.exports.outputs import OUTPUTS
from dashboard.i18n import LANGUAGES
from dashboard.meeting.freezing import freeze, thawed
from dashboard.meeting.meeting import Meeting
from dashboard.meeting.shown import shown, today, warehouse
from dashboard.meeting.store import meetings
from dashboard.ui import meetings as mine
from dashboard.ui import take_along
from dashboard.ui.sections.meeting import forms, items, then
from dashboard.ui.sign_in import plain
from dashboard.views.answers import engine
from dashboard.views.view import View

KINDS = {"pptx": "PowerPoint", "pdf": "PDF", "xlsx": "Excel", "html": "HTML"}


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
    """Everything on the page of one meeting, below its title."""
    t, may = view.t, mine.may_change(meeting)
    if may:
        mine.take_up(meeting)
    demo = thawed(meeting, t.language).demo if meeting.frozen else engine(warehouse(meeting)).facts.demo
    if demo and not view.engine.facts.demo:
        st.badge(t("demo.mark"), icon=":material/science:", color="orange")
    _ways(view, meeting, may)
    if not meeting.items:
        st.info(t("meeting.empty"))
    elif meeting.frozen:
        items.kept(view, meeting)
        then.show(view, meeting)
    elif may:
        items.order(view, meeting)
    else:
        items.listed(view, meeting)
    _last(view, meeting, may)


def _ways(view: View, meeting: Meeting, may: bool) -> None:
    """Present it, take it home, send it, say what it is."""
    t = view.t
    with st.container(horizontal=True, vertical_alignment="center", key="meeting_ways"):
        if meeting.items:
            st.link_button(
                t("meeting.present"), f"{view.address}/present/{meeting.id}?lang={t.language}", type="primary",
                icon=":material/slideshow:",
            )  # fmt: skip
            for kind, label in KINDS.items():
                st.download_button(
                    label, partial(_file, view, meeting, kind), f"{meeting.id}-{t.language}.{kind}", OUTPUTS[kind].mime,
                    key=f"meeting_{kind}", icon=":material/download:", type="tertiary", on_click="ignore",
                    help=t(f"meeting.file.{kind}"),
                )  # fmt: skip
        with st.popover(t("meeting.share"), icon=":material/qr_code:", type="tertiary"):
            _share(view, meeting, may)
        if may and st.button(t("meeting.facts"), icon=":material/edit:", type="tertiary", key="meeting_facts"):
            st.dialog(t("meeting.facts"))(forms.facts)(view, meeting)


def _file(view: View, meeting: Meeting, kind: str) -> bytes:
    return OUTPUTS[kind].make(shown(meeting, view.address, view.t.language))


def _share(view: View, meeting: Meeting, may: bool) -> None:
    """The link for everybody, also as a code for telephones; and the one for those who prepare the meeting."""
    t, address = view.t, mine.address(view, meeting)
    st.markdown(t("meeting.share.link"))
    st.code(address, language=None, wrap_lines=True)
    take_along.qr(address, t("take.qr", address=address))
    if may:
        st.markdown(t("meeting.share.key"))
        st.code(mine.address(view, meeting, key=True), language=None, wrap_lines=True)


def _last(view: View, meeting: Meeting, may: bool) -> None:
    """What is done rarely: freeze, make another of it, remove it."""
    t = view.t
    with st.container(horizontal=True, vertical_alignment="center", key="meeting_last"):
        if may and meeting.items:
            with st.popover(t("meeting.freeze"), icon=":material/ac_unit:", type="tertiary"):
                st.markdown(t("meeting.freeze.help"))
                if st.button(t("meeting.freeze.do"), type="primary", key="meeting_freeze"):
                    _freeze(view, meeting)
        if st.button(t("meeting.duplicate"), icon=":material/content_copy:", type="tertiary", key="meeting_duplicate"):
            title = t("meeting.duplicate.title", title=meeting.title)[:120]
            go(mine.keep_new(view, meeting.duplicate(title)).id)
        if may:
            with st.popover(t("meeting.delete"), icon=":material/delete:", type="tertiary"):
                st.markdown(t("meeting.delete.sure"))
                if st.button(t("meeting.delete.do"), type="primary", key="meeting_delete"):
                    meetings().delete(meeting.id)
                    go("")


def _freeze(view: View, meeting: Meeting) -> None:
    """Keep what is shown now in all three languages, for ever."""
    with st.spinner(view.t("meeting.freezing")):
        freeze(meeting, [today(meeting, view.address, language) for language in LANGUAGES])
    go(meeting.id)


def go(name: str) -> None:
    """To the page of a meeting; of none: to the list of all."""
    if name:
        st.query_params["id"] = name
    else:
        del st.query_params["id"]
    st.rerun()

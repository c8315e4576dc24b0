"""What a reader may take along from a part of a page: into a meeting, as a picture, as a slide, or into an own page."""

from functools import partial
from html import escape

import segno
import streamlit as st

from dashboard.exports.outputs import OUTPUTS
from dashboard.meeting.collecting import SINGLE, slide
from dashboard.meeting.deck import Deck
from dashboard.meeting.item import Item
from dashboard.meeting.meeting import Meeting
from dashboard.ui import meetings
from dashboard.ui.sign_in import plain
from dashboard.views.parts import Cards, Part
from dashboard.views.view import View
from dashboard.views.wording import link

KINDS = {
    "png": "PNG", "svg": "SVG", "pptx": "PowerPoint", "pdf": "PDF", "xlsx": "Excel", "csv": "CSV", "parquet": "Parquet",
}  # fmt: skip
HEIGHT = 520  # px that a figure alone is given on another site, until it says its own


def buttons(view: View, part: Part) -> None:
    """Two quiet buttons: into the meeting, and all other ways."""
    t = view.t
    if st.button(t("action.meeting"), icon=":material/playlist_add:", type="tertiary", key=f"meeting_{part.key}"):
        making = meetings.in_the_making()
        if making and not isinstance(part.body, Cards):
            _put(view, making, part.key)
        else:
            st.dialog(t("meeting.add"))(_add)(view, part, making)
    if st.button(t("action.take"), icon=":material/ios_share:", type="tertiary", key=f"take_{part.key}"):
        st.dialog(t("take.title"), width="large")(_take)(view, part)


def item_of(view: View, figure: str) -> Item:
    """A figure of the view, as a meeting keeps it."""
    query = {**view.selection.to_query(), **dict(view.options)}
    return Item(view.page, tuple(sorted(query.items())), figure)


def _add(view: View, part: Part, making: Meeting | None) -> None:
    """Of key figures all together or one; and which meeting, where none is being put together."""
    t, figure = view.t, part.key
    if isinstance(part.body, Cards):
        names = {"": t("meeting.add.all"), **{m: t(f"metric.{m}.name") for m in part.body.metrics}}
        one = st.radio(t("meeting.add.which"), list(names), format_func=lambda key: names[key], key="add_which")
        figure = f"{part.key}{SINGLE}{one}" if one else part.key
    chosen, title = making, ""
    if making is None:
        if others := meetings.own():
            chosen = st.selectbox(
                t("meeting.add.to"), [None, *others], key="add_to",
                format_func=lambda one: one.title if one else t("meeting.new.title"),
            )  # fmt: skip
        if chosen is None:
            title = st.text_input(t("meeting.fact.title"), t("meeting.new.title"), key="add_title", max_chars=120)
    if st.button(t("meeting.add.do"), type="primary", key="add_do"):
        _put(view, chosen or meetings.begin(view, title), figure)
        st.rerun()


def _put(view: View, meeting: Meeting, figure: str) -> None:
    now = meetings.put(meeting, item_of(view, figure))
    title = f"[{plain(now.title)}]({meetings.address(view, now)}&lang={view.t.language})"
    st.toast(
        view.t("meeting.added", n=len(now.items), title=title), icon=":material/playlist_add_check:", duration="long"
    )


def _take(view: View, part: Part) -> None:
    """Files of this figure, its link with a QR code, and the line that shows it on another site."""
    t, address = view.t, link(view, figure=part.key)
    if part.title:
        st.caption(plain(part.title))
    with st.container(horizontal=True, gap="small"):
        for kind, label in KINDS.items():
            st.download_button(
                label, partial(file_of, view, part, kind), f"{view.page}-{part.key}.{kind}", OUTPUTS[kind].mime,
                key=f"take_{kind}", icon=":material/download:", type="tertiary", on_click="ignore",
            )  # fmt: skip
    words, code = st.columns([5, 1], vertical_alignment="bottom")
    with words:
        st.markdown(f"**{t('take.link')}**")
        st.code(address, language=None, wrap_lines=True)
    with code:
        qr(address, t("take.qr", address=address))
    with st.expander(t("take.embed")):
        st.code(embedding(address, part.title or t("take.title")), language="html", wrap_lines=True)
        st.caption(t("take.embed.help"))


def qr(address: str, alt: str) -> None:
    """An address as a code for telephones: dark on white in both themes, which is how cameras read it."""
    image = segno.make(address, micro=False).svg_data_uri(scale=4, border=2, light="#FFFFFF")
    st.html(f'<img src="{image}" alt="{escape(alt)}" style="width:100%;max-width:160px">')


def embedding(address: str, title: str) -> str:
    """The HTML that shows a figure alone on another site, as high as it needs: the app tells its height by a message."""
    return (
        f'<iframe src="{escape(address)}&amp;embed=1" title="{escape(title)}" loading="lazy" style="width:100%;border:0"'
        f' height="{HEIGHT}"></iframe>\n'
        "<script>addEventListener('message', e => document.querySelectorAll('iframe').forEach(f => "
        "{ if (e.source === f.contentWindow && e.data?.mittnordenHeight) f.height = e.data.mittnordenHeight; }));</script>"
    )


def file_of(view: View, part: Part, kind: str) -> bytes:
    """A file of this part alone."""
    one = slide(view, part)
    deck = Deck("view", one.title, (one,), view.t.language, link=one.link, as_of=one.as_of, demo=one.demo)
    return OUTPUTS[kind].make(deck)

"""The views of a meeting in their order: each with its number, its finding and its page; moved and removed by hand."""

from collections import Counter
from dataclasses import replace
from functools import partial
from hashlib import sha256

import streamlit as st

from dashboard.errors import UserError
from dashboard.figures.plain import Picture
from dashboard.i18n import words
from dashboard.meeting.collecting import slides_of
from dashboard.meeting.freezing import thawed
from dashboard.meeting.item import Item
from dashboard.meeting.meeting import Meeting
from dashboard.meeting.shown import warehouse
from dashboard.ui import meetings as mine
from dashboard.ui.sections.meeting import forms
from dashboard.ui.sign_in import plain
from dashboard.views.pages import view_of
from dashboard.views.view import View, remembered
from dashboard.warehouse.engine import Identity

SYMBOLS = {
    "line": "show_chart", "bar": "bar_chart", "column": "bar_chart", "scatter": "scatter_plot", "map": "map",
    "numbers": "tag", "grid": "table_rows", "prose": "notes",
}  # fmt: skip
WHOLE_PAGE = "stacks"
NOTE_SHOWN = 120  # characters of a note that stand in the list


def order(view: View, meeting: Meeting) -> None:
    """The views, each of which can be moved, renamed, annotated and removed."""
    t, last = view.t, len(meeting.items) - 1
    for number, (item, name) in enumerate(zip(meeting.items, names(meeting.items), strict=True)):
        with st.container(horizontal=True, vertical_alignment="center", key=f"meeting_item_{number}"):
            _row(view, number, *_found(view, meeting, item), item.address(view.address, t.language), item.note)
            with st.container(horizontal=True, gap=None, width="content", key=f"icons_{number}"):
                for way, icon, to in (("up", "arrow_upward", number - 1), ("down", "arrow_downward", number + 1)):
                    if _icon(view, way, icon, number, name, disabled=not 0 <= to <= last):
                        mine.change_item(meeting, number, partial(_shifted, by=to - number))
                        st.rerun()
                if _icon(view, "words", "edit", number, name):
                    st.dialog(t("meeting.words"))(forms.item)(view, meeting, number)
                if _icon(view, "remove", "close", number, name):
                    mine.change_item(meeting, number, Meeting.remove)
                    st.rerun()


def _shifted(meeting: Meeting, number: int, by: int) -> Meeting:
    return meeting.move(number, number + by)


def names(items: tuple[Item, ...]) -> list[str]:
    """A name for each view that it keeps wherever it is moved: a click means the view that was seen, also where another window
    has changed the order meanwhile."""
    seen: Counter[Item] = Counter()
    found = []
    for item in items:
        seen[item] += 1
        found.append(f"{sha256(repr(item).encode()).hexdigest()[:12]}_{seen[item]}")
    return found


def listed(view: View, meeting: Meeting) -> None:
    """The views to read, for everybody who only looks."""
    for number, item in enumerate(meeting.items):
        with st.container(key=f"meeting_item_{number}"):
            _row(view, number, *_found(view, meeting, item), item.address(view.address, view.t.language))


def kept(view: View, meeting: Meeting) -> None:
    """The views of a frozen meeting, as they were shown."""
    for number, slide in enumerate(thawed(meeting, view.t.language).slides):
        item = Item.of(slide.link)
        address = item.address(view.address, view.t.language)
        with st.container(key=f"meeting_item_{number}"):
            _row(view, number, slide.title, _symbol(slide.picture), item.page, address)


def _row(view: View, number: int, title: str, symbol: str, page: str, address: str, note: str = "") -> None:
    """A view: number and finding, and below them what kind of picture it is and the page that it is from, with the way there."""
    t = view.t
    told = f"**{number + 1}. {plain(title)}**  \n:small[:material/{symbol}: [{t(f'page.{page}')}]({address})"
    noted = f" · {plain(' '.join(note.split())[:NOTE_SHOWN])}" if note else ""
    st.markdown(f"{told}{noted}]", width="stretch")


def _icon(view: View, what: str, icon: str, number: int, name: str, *, disabled: bool = False) -> bool:
    """A small button whose words only screen readers and the pointer's hint say (style.css)."""
    label = view.t(f"meeting.{what}")
    return st.button(
        f"{label}: {number + 1}", icon=f":material/{icon}:", type="tertiary", key=f"meeting_{what}_{name}",
        disabled=disabled, help=label,
    )  # fmt: skip


def _found(view: View, meeting: Meeting, item: Item) -> tuple[str, str, str]:
    """A view's title, the symbol of its picture, and its page."""
    title, symbol = _finding(replace(item, title="", note=""), warehouse(meeting), view.t.language, view.address)
    return item.title or title, symbol, item.page


@remembered
def _finding(item: Item, made_on: Identity, language: str, address: str) -> tuple[str, str]:
    t = words(language)
    try:
        found = slides_of(view_of(item.page, dict(item.query), language, made_on, address), item)
    except UserError as error:
        return t(error.key, **error.values) if error.key else str(error), SYMBOLS["prose"]
    if len(found) == 1:
        return found[0].title, _symbol(found[0].picture)
    return t("meeting.whole", page=t(f"page.{item.page}")), WHOLE_PAGE


def _symbol(picture: Picture) -> str:
    return SYMBOLS[picture.kind]

"""The reader's state: language and filters, in the link and across pages, with undo.

The link is the truth when it says something: on arrival, on Back and Forward, and for a pasted address. A click in the
navigation comes with an empty query: then the filters in use are written into the new page's link.
"""


from dataclasses import replace
from urllib.parse import urlsplit

import streamlit as st

from dashboard.i18n import LANGUAGES, best_language, words
from dashboard.metrics.selection import Problem, Selection
from dashboard.settings import settings
from dashboard.views.answers import current
from dashboard.views.pages import FILTERS, options_of
from dashboard.views.view import View


def view() -> View:
    """The view of this run, for pages; the page's own choices are those that stand in the link by now."""
    found: View = st.session_state["view"]
    return replace(found, options=options_of(st.query_params))


def begin(page: str) -> tuple[Selection, tuple[Problem, ...]]:
    """The filters of this run, from the link or, after a click in the navigation, from the page before."""
    query = {name: st.query_params.get_all(name) for name in st.query_params}
    asked, problems = Selection.from_query(query)
    before: Selection | None = st.session_state.get("selection")
    moved = st.session_state.get("page") not in (None, page)
    st.session_state["page"] = page
    carried = moved and asked == Selection() and before is not None
    selection = before if carried and before is not None else asked
    st.session_state["selection"] = selection
    write(selection)
    return selection, problems


def write(selection: Selection) -> None:
    """Put the filters into the link; other parameters (language, the page's own) stay as they are."""
    query = selection.to_query()
    for name in FILTERS:
        if name in query and st.query_params.get_all(name) != [query[name]]:
            st.query_params[name] = query[name]
        elif name not in query and name in st.query_params:
            del st.query_params[name]


def change(selection: Selection) -> None:
    """Use other filters from now on; the ones before can be had back with undo."""
    before = st.session_state.get("selection", Selection())
    if selection != before:
        st.session_state.setdefault("undo", []).append(before)
        st.session_state["selection"] = selection
        write(selection)


def undo() -> None:
    """Go back to the filters before the last change."""
    if st.session_state.get("undo"):
        st.session_state["selection"] = st.session_state["undo"].pop()
        write(st.session_state["selection"])


def language() -> str:
    """The reader's language: chosen in the link, else the browser's, else Swedish."""
    asked = st.query_params.get("lang")
    chosen = asked if asked in LANGUAGES else st.session_state.get("lang") or best_language(st.context.locale)
    st.session_state["lang"] = chosen
    return chosen


def choose_language(code: str) -> None:
    """Speak another language from now on; the link says so too."""
    st.session_state["lang"] = code
    st.query_params["lang"] = code


def open_view(page: str) -> tuple[View, tuple[Problem, ...]]:
    """Make this run's view and keep it for the page."""
    selection, problems = begin(page)
    demo = st.session_state.get("demo", False)
    path = settings().demo_warehouse if demo else settings().warehouse
    url = urlsplit(st.context.url or "")
    made = View(
        words(language()), selection, st.context.theme.type or "light", current(path), bool(st.context.is_embedded),
        options_of(st.query_params), "Mobi" in (st.context.headers.get("User-Agent") or ""), page, f"{url.scheme}://{url.netloc}",
    )  # fmt: skip
    st.session_state["view"] = made
    return made, problems

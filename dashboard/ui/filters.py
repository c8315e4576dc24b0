"""The one filter bar: areas, industry, years and theme, with undo, reset and the link."""

from dataclasses import replace

import streamlit as st

from dashboard.metrics.reference import COUNTIES, THEMES, WHOLE, areas, industries, municipalities
from dashboard.metrics.selection import Selection
from dashboard.ui import state
from dashboard.views.view import View
from dashboard.views.wording import link

YEARS_SHOWN = 12
COOKIE = "mittnorden_area"  # holds a municipality's key and nothing else; set only when the reader asks for it


def show(view: View) -> None:
    """Draw the bar; each change goes through ``state.change`` into the link."""
    t, selection = view.t, view.selection
    years = list(range(view.engine.facts.as_of.year - YEARS_SHOWN + 1, view.engine.facts.as_of.year + 1))
    _take_over(selection, years)
    with st.container(key="filters", horizontal=True, vertical_alignment="bottom", gap="small"):
        st.multiselect(
            t("filter.area"), _area_options(view), key="filter_areas", on_change=_changed, format_func=t.area,
            placeholder=t.area(WHOLE), select_all=False,
        )  # fmt: skip
        sections = [code for code, parent in industries().items() if code == parent]
        chosen = [code for code in selection.industries if code not in sections]
        st.multiselect(
            t("filter.industry"), [*sections, *chosen], key="filter_industries", on_change=_changed,
            format_func=lambda code: t.industry(code, short=True), placeholder=t("filter.industry.all"), select_all=False,
        )  # fmt: skip
        st.slider(t("filter.years"), years[0], years[-1], key="filter_years", on_change=_changed, format="%d")
        st.selectbox(
            t("filter.theme"), ["", *THEMES], key="filter_theme", on_change=_changed,
            format_func=lambda theme: t(f"theme.{theme or 'all'}"),
        )  # fmt: skip
        with st.container(key="filter_actions", horizontal=True, gap="small", width="content"):
            st.button(
                t("action.undo"), icon=":material/undo:", type="tertiary", on_click=state.undo, key="undo_button",
                disabled=not st.session_state.get("undo"),
            )  # fmt: skip
            st.button(
                t("action.reset"), icon=":material/restart_alt:", type="tertiary", on_click=state.change,
                args=(Selection(),), disabled=selection == Selection(), key="reset_button",
            )  # fmt: skip
            with st.popover(t("action.link"), icon=":material/link:", type="tertiary"):
                st.caption(t("filter.link.help"))
                st.code(link(view), language=None, wrap_lines=True)
                if len(selection.areas) == 1 and selection.areas[0] in municipalities():
                    st.button(
                        t("filter.remember"), icon=":material/star:", on_click=_remember, args=selection.areas,
                        key="remember_button",
                    )  # fmt: skip


def mine(view: View) -> None:
    """A way to the municipality that this browser remembers as the reader's own. A link never has it unasked."""
    own = st.session_state.get("mine") or st.context.cookies.get(COOKIE, "")
    if own not in municipalities() or view.selection.areas == (own,):
        return
    st.button(
        view.t("filter.mine", area=view.t.area(own)), icon=":material/star:", type="tertiary", on_click=state.change,
        args=(replace(view.selection, areas=(own,)),), key="mine_button",
    )  # fmt: skip


def _remember(area: str) -> None:
    st.session_state["mine"] = area


def remembering() -> str:
    """The JavaScript that keeps the reader's own municipality in a cookie, on the run after it was chosen; else nothing."""
    own = st.session_state.get("mine", "")
    return f"document.cookie='{COOKIE}={own};path=/;max-age=31536000;SameSite=Strict';" if own else ""


def _area_options(view: View) -> list[str]:
    """The counties as shortcuts, then the municipalities of each in the alphabet of the language."""
    named = [key for county in COUNTIES for key in view.t.sort(municipalities(county), key=view.t.area)]
    extra = [key for key in view.selection.areas if key in areas() and key not in (*COUNTIES, *named)]
    return [*COUNTIES, *named, *extra]


def _take_over(selection: Selection, years: list[int]) -> None:
    """Let the controls show the filters in use, wherever these came from."""
    first, last = selection.first or years[0], selection.last or years[-1]
    st.session_state["filter_areas"] = list(selection.areas)
    st.session_state["filter_industries"] = list(selection.industries)
    st.session_state["filter_years"] = (min(max(first, years[0]), years[-1]), min(max(last, years[0]), years[-1]))
    st.session_state["filter_theme"] = selection.theme
    st.session_state["filter_span"] = (years[0], years[-1])


def _changed() -> None:
    """Make a selection of what the controls say; the full span of years is no restriction."""
    first, last = st.session_state["filter_years"]
    earliest, latest = st.session_state["filter_span"]
    state.change(
        Selection.of(
            st.session_state["filter_areas"], st.session_state["filter_industries"],
            None if first == earliest else first, None if last == latest else last,
            theme=st.session_state["filter_theme"] or "",
        )
    )  # fmt: skip

"""What stands around every page: navigation, language, filter bar, demonstration mark, foot, and calm failure."""

import re
import time
from pathlib import Path

import streamlit as st
import structlog

from dashboard.errors import UserError
from dashboard.i18n import LANGUAGES, Words, words
from dashboard.register.actor import Role
from dashboard.settings import settings
from dashboard.ui import access, blocks, filters, first_build, live, meetings, sign_in, state
from dashboard.ui.calm import calmly
from dashboard.views.pages import PARTS
from dashboard.views.view import View

# what stands under which heading of the navigation; each is pages/<name>.py and /<name>; the first is "/"
GROUPS = {
    "": ("overview", "map", "meeting"),
    "business": ("companies", "jobs", "structure", "compare", "municipality"),
    "project": ("establishments", "research", "clusters", "circular", "edit"),
    "sources": ("data", "about"),
}
PAGES = tuple(name for names in GROUPS.values() for name in names)
FILTERED = tuple(name for name in PAGES if name not in ("edit", "meeting", "data", "about"))
LIVE = ("overview", "establishments")  # the goal meters stand there
FIGURE = re.compile("[A-Za-z0-9_]{1,80}")  # the key of a part of a page
STYLE = Path(__file__).with_name("style.css")
log = structlog.get_logger()


def run(folder: Path) -> None:
    """Run the page that the address names, inside its frame."""
    t = words(state.language())
    st.set_page_config(page_title=t("app.title"), page_icon="🌲", layout="wide")
    path = settings().demo_warehouse if st.session_state.get("demo") else settings().warehouse
    if not _ready(path, t):
        return
    embedded = bool(st.context.is_embedded)
    pages = {
        name: st.Page(
            folder / f"{name}.py", title=t(f"page.{name}"), url_path=name, default=name == PAGES[0],
            visibility="visible" if name != "edit" or access.actor().role >= Role.editor else "hidden",
        )
        for name in PAGES
    }  # fmt: skip
    st.session_state["pages"] = pages
    headed = {
        t(f"navigation.{group}") if group else "": [pages[name] for name in names] for group, names in GROUPS.items()
    }
    chosen = st.navigation(headed, position="hidden" if embedded else "top")
    name = next(key for key, page in pages.items() if page.title == chosen.title)
    view, problems = state.open_view(name)
    st.html(STYLE)  # first, so that nothing is seen without it
    if not embedded:
        _head(view, filtered=name in FILTERED)
    elif view.engine.facts.demo:
        st.caption(t("demo.mark"))
    for problem in problems:
        st.warning(t("filter.dropped", parameter=problem.parameter, value=problem.value))
    figure = st.query_params.get("figure", "") if embedded else ""
    with calmly(view, name):
        if figure and name in PARTS:
            blocks.alone(view, figure)
        else:
            chosen.run()
    if name in LIVE:
        live.follow(view)
    if not embedded:
        _foot(view)
    _in_browser(t)  # last, where an element without height leaves no gap


def _ready(path: Path, t: Words) -> bool:
    """True when the warehouse is there; until then the page shows how far its first build has come."""
    build = first_build.first_build(path)
    if build is None:
        return True
    st.title(t("app.title"))
    bar = st.progress(0.0, t("build.first"))
    while build.thread.is_alive():
        bar.progress(min(build.share, 1.0), t("build.first"))
        time.sleep(0.1)
    if build.error is None:
        st.rerun()
    first_build.forget_build(path)
    log.error("first build failed", exc_info=build.error)
    st.error(str(build.error) if isinstance(build.error, UserError) else t("errors.bug"))
    return False


def _head(view: View, *, filtered: bool) -> None:
    """Demonstration mark and language, then the filters."""
    t = view.t
    with st.container(key="head", horizontal=True, vertical_alignment="center"):
        if view.engine.facts.demo:
            st.badge(t("demo.mark"), icon=":material/science:", color="orange")
        st.caption(t("as_of", day=view.engine.facts.as_of))
        st.space("stretch")
        if filtered:
            filters.mine(view)
        st.session_state["language"] = t.language
        st.segmented_control(
            t("language"), LANGUAGES, key="language", format_func=lambda code: t(f"language.{code}"), required=True,
            label_visibility="collapsed", on_change=lambda: state.choose_language(st.session_state["language"]),
        )  # fmt: skip
        sign_in.control(view)
    if filtered:
        filters.show(view)


def _foot(view: View) -> None:
    """Who stands behind the numbers, and the accessibility statement, on every page."""
    t = view.t
    st.divider()
    with st.container(key="foot", horizontal=True, vertical_alignment="center"):
        st.caption(t("foot.owner"))
        st.page_link(
            st.session_state["pages"]["about"], label=t("foot.accessibility"), query_params={"lang": t.language}
        )
        st.page_link(st.session_state["pages"]["data"], label=t("foot.sources"), query_params={"lang": t.language})


# What Streamlit leaves out for screen readers and the keyboard on a narrow screen: the navigation's groups stand in a list
# that is none, and a table that must be scrolled sideways cannot be reached.
MEND = """
if (!window.mendPage) {
  window.mendPage = () => {
    document.querySelectorAll('[data-testid=stSidebarNavItems], [data-testid=stSidebarNavItems] li')
      .forEach(e => e.setAttribute('role', 'none'));
    document.querySelectorAll('[data-testid=stTable] > div')
      .forEach(e => { if (e.scrollWidth > e.clientWidth) e.tabIndex = 0; });
  };
  new MutationObserver(window.mendPage).observe(document.body, {childList: true, subtree: true});
}
window.mendPage();
"""


# A page in a frame tells the page around it how high it is, so that nothing is cut off and no hole stays.
HEIGHT = """
if (!window.tellHeight && window.parent !== window) {
  window.tellHeight = new ResizeObserver(([{target}]) => window.parent.postMessage(
    {mittnordenHeight: Math.ceil(target.getBoundingClientRect().height)}, '*'));
  window.tellHeight.observe(document.querySelector('[data-testid=stMainBlockContainer]'));
}
"""
# A link to one figure shows its page from there on: once, since from then on the reader scrolls.
SCROLL = """
if (window.scrolledTo !== '{figure}') {
  window.scrolledTo = '{figure}';
  setTimeout(() => document.querySelector('.st-key-figure_{figure}')?.scrollIntoView(), 300);
}
"""


def _in_browser(t: Words) -> None:
    """What only the browser can do: tell screen readers the document's language, mend what Streamlit leaves out, show the figure
    that the link names, and remember the own municipality and the meetings in the making."""
    figure = st.query_params.get("figure", "")
    scroll = SCROLL.replace("{figure}", figure) if FIGURE.fullmatch(figure) else ""
    told = HEIGHT if st.context.is_embedded else scroll
    script = f"document.documentElement.lang='{t.language}';{MEND}{told}{filters.remembering()}{meetings.remembering()}"
    st.html(f"<script>{script}</script>", unsafe_allow_javascript=True)

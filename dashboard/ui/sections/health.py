"""How the sources are and what changed: the upper part of the Data page."""

from datetime import datetime

import streamlit as st

from dashboard import journal
from dashboard.metrics.lists.changes import changes
from dashboard.metrics.lists.health import WRONG, Health, healths
from dashboard.ui import controls
from dashboard.ui.sign_in import plain
from dashboard.views import health as words
from dashboard.views.view import View

ICONS = {
    "held": "pause_circle", "failing": "cloud_off", "late": "schedule", "no_key": "key_off", "fresh": "check_circle",
    "by_hand": "upload_file", "never": "radio_button_unchecked",
}  # fmt: skip
NEWEST = 10  # changes, and events of a source


def sources(view: View) -> None:
    """All sources at a glance: a sentence, one row each, and one of them in detail."""
    t, found = view.t, healths(view.engine)
    if all(one.visited is None for one in found):
        st.markdown(t("health.nothing"))
        st.code("python -m dashboard fetch --dry-run\npython -m dashboard fetch", language=None, wrap_lines=True)
    if sentence := words.finding(t, found):
        st.markdown(f"**{plain(sentence)}**")
    shown = [one for one in found if one.state != "never"]
    if shown:
        _table(view, shown)
    if never := len(found) - len(shown):
        st.caption(t("health.never", n=never))
    _choice(view, found)


def _table(view: View, found: list[Health]) -> None:
    """A phone gets what says whether all is well; the rest stands in the source's details."""
    t = view.t
    columns = {
        t("column.source"): [plain(words.title(t, one.source)) for one in found],
        t("column.fresh"): [_state(view, one) for one in found],
    }
    if not view.narrow:
        columns |= {
            t("health.changed"): [t.date(one.changed.date()) if one.changed else "–" for one in found],
            t("health.next"): [t.date(one.due) if one.due else "–" for one in found],
            t("column.rows"): [_against(view, one.rows, one.rows_before) for one in found],
            t("column.rejected"): [_against(view, one.rejected, one.rejected_before) for one in found],
        }
    st.table(columns, border="horizontal", hide_index=True)


def _state(view: View, one: Health) -> str:
    word = words.state(view.t, one)
    return f":material/{ICONS[one.state]}: {f'**{word}**' if one.state in WRONG else word}"


def _against(view: View, now: int | None, before: int | None) -> str:
    """A number and, where it is another than last time, by how much."""
    if now is None:
        return "–"
    t, other = view.t, before is not None and now != before
    return f"{t.number(now)} ({t.signed(now - before)})" if other and before is not None else t.number(now)


def _choice(view: View, found: list[Health]) -> None:
    """One source in detail: the one that needs somebody most, or the one that is asked for."""
    t, by_name = view.t, {one.source: one for one in found}
    usual = [] if found and found[0].state in WRONG else [""]
    name = controls.choice(
        "source", (*usual, *by_name), t("health.choose"),
        lambda key: words.title(t, key) if key else t("health.choose.hint"), width=480,
    )  # fmt: skip
    if name:
        with st.container(border=True, key="health_source"):
            _detail(view, by_name[name])


def _detail(view: View, one: Health) -> None:
    t = view.t
    st.markdown(f"**{plain(words.title(t, one.source))}** · {_state(view, one)}")
    for held in one.held:
        differences = words.differences(t, held.differences, len(held.differences))
        st.markdown(plain(t("health.held.file", file=held.file, differences=differences)))
    if one.held:
        st.code(f"python -m dashboard accept {one.source}", language=None, wrap_lines=True)
    if one.failure:
        st.markdown(plain(words.happened(t, one.failure)))
    left, right = st.columns(2, gap="large")
    with left:
        _facts(view, one)
    with right:
        _history(view, one)


def _facts(view: View, one: Health) -> None:
    """What is known of it, and the command that brings more."""
    t, facts = view.t, one.facts
    licence, address = facts.get("licence", ""), facts.get("address", "")
    told = {
        t("health.visited"): _moment(view, one.visited), t("health.fetched"): _moment(view, one.fetched),
        t("health.changed"): _moment(view, one.changed), t("column.as_of"): t.date(one.as_of) if one.as_of else "",
        t("health.next"): t.date(one.due) if one.due else "", t("column.rhythm"): facts.get(f"rhythm_{t.language}", ""),
        t("column.rows"): _against(view, one.rows, one.rows_before),
        t("column.rejected"): _against(view, one.rejected, one.rejected_before),
        t("column.publisher"): facts.get("publisher", ""), t("column.licence"): licence,
        t("health.attribution"): facts.get("attribution", ""),
    }  # fmt: skip
    lines = [f"- {label}: {plain(value)}" for label, value in told.items() if value not in ("", "–")]
    st.markdown("\n".join([*lines, *([f"- {t('column.address')}: <{address}>"] if address else [])]))
    st.caption(t("health.fetch" if "fetch" in facts else "health.import"))
    command = f"fetch {one.source}" if "fetch" in facts else f"import FILE --source {one.source}"
    st.code(f"python -m dashboard {command}", language=None, wrap_lines=True)


def _history(view: View, one: Health) -> None:
    t, events = view.t, [event for event in journal.events() if event.source == one.source]
    if not events:
        if "fetch" in one.facts:
            st.caption(t("health.visits.none"))
        return
    newest = events[: -NEWEST - 1 : -1]
    st.caption(t("health.visits"))
    st.table(
        {
            t("health.when"): [_moment(view, event.at) for event in newest],
            t("health.what"): [plain(words.happened(t, event)) for event in newest],
        },
        border="horizontal", hide_index=True,
    )  # fmt: skip


def _moment(view: View, at: datetime | None) -> str:
    return view.t("health.utc", day=at.date(), time=f"{at:%H:%M}") if at else ""


def changed(view: View) -> None:
    """The newest changes, and the way to follow all of them."""
    t, found = view.t, changes(view.engine)[:NEWEST]
    if not found:
        st.markdown(t("health.changes.none"))
    st.markdown("\n".join(f"- {t.date(one.at.date())} · {plain(words.change(t, one))}" for one in found))
    st.link_button(
        t("health.changes.feed"), f"/changes.xml?lang={t.language}", icon=":material/rss_feed:", type="tertiary"
    )

"""Then and now: what a frozen meeting showed beside what the data says today."""

import streamlit as st

from dashboard.exports.cells import told
from dashboard.meeting.comparing import Change, Compared, compare
from dashboard.meeting.freezing import thawed
from dashboard.meeting.meeting import Meeting
from dashboard.meeting.shown import today
from dashboard.ui.sign_in import plain
from dashboard.views.view import View

SHOWN = 8  # changed numbers of each view


def show(view: View, meeting: Meeting) -> None:
    """For each view what has changed since, and how many have not. The demonstration and real data are not compared."""
    t = view.t
    st.subheader(t("meeting.then"), anchor=False)
    before, now = thawed(meeting, t.language), today(meeting, view.address, t.language)
    if before.demo != now.demo:
        st.markdown(t("meeting.then.apart"))
        return
    found = compare(before, now)
    moved = found.as_of_then != found.as_of_now
    days = t("meeting.then.days", then=t.period(found.as_of_then), now=t.period(found.as_of_now)) if moved else ""
    same = t("meeting.then.same", n=len(found.unchanged)) if found.unchanged else ""
    st.markdown(f"{days} {same}".strip())
    for one in found.changed:
        _changed(view, one)
    for one in found.gone:
        st.markdown(f"**{plain(one.then.title)}**  \n{t('meeting.then.gone')}")


def _changed(view: View, one: Compared) -> None:
    t, first = view.t, one.changes[:SHOWN]
    more = len(one.changes) - len(first)
    with st.expander(f"{plain(one.then.title)} ({t('meeting.then.changed', n=len(one.changes))})"):
        st.table(
            {
                t("meeting.then.what"): [_what(change) for change in first],
                t("meeting.then.then"): [told(change.column, change.then, t) for change in first],
                t("meeting.then.now"): [told(change.column, change.now, t) for change in first],
                t("meeting.then.difference"): [
                    "" if change.difference is None else t.signed(change.difference, change.column.decimals)
                    for change in first
                ],
            },
            border="horizontal", hide_index=True,
        )  # fmt: skip
        if more:
            st.caption(t("meeting.then.more", n=more))


def _what(change: Change) -> str:
    """The row in words, without its keys, and which of its numbers."""
    words = [word for word in change.row if word and not word.startswith(("SE-", "NO-"))]
    return plain(" · ".join([*dict.fromkeys(words), change.column.label]))

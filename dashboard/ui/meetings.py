"""The meeting that this browser is putting together: which one it is, who may change it, and adding to it.

Whoever begins a meeting gets its key. The browser keeps it in a cookie; the link for changing a meeting has it too, the link for
showing it never does. Editors may change every meeting.
"""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from dashboard.meeting.item import Item
from dashboard.meeting.meeting import Meeting
from dashboard.meeting.store import Changed, meetings
from dashboard.register.actor import Role
from dashboard.settings import settings
from dashboard.ui import access
from dashboard.views.view import View

COOKIE = "mittnorden_meeting"  # the id and the key of the meeting in the making, and nothing else
TRIES = 5


def own() -> Meeting | None:
    """The meeting that this browser is putting together, where it is still there and not frozen."""
    name, _, key = str(st.session_state.get("meeting") or st.context.cookies.get(COOKIE, "")).partition(".")
    if not name or not meetings().has(name):
        return None
    found = meetings().get(name)
    return found if found.key == key and not found.frozen else None


def may_change(meeting: Meeting) -> bool:
    """Whether this reader may change it: with its key, or as an editor. What is frozen nobody changes."""
    return not meeting.frozen and (holds(meeting) or access.actor().role >= Role.editor)


def holds(meeting: Meeting) -> bool:
    """Whether this browser has the meeting's key: in the link, in this session, or in its cookie."""
    held = (
        st.session_state.get("meeting"),
        st.context.cookies.get(COOKIE),
        f"{meeting.id}.{st.query_params.get('key', '')}",
    )
    return f"{meeting.id}.{meeting.key}" in held


def take_up(meeting: Meeting) -> None:
    """Put this meeting together from now on: what is added on other pages goes into it."""
    st.session_state["meeting"] = f"{meeting.id}.{meeting.key}"


def begin(view: View, title: str) -> Meeting:
    """A new meeting with that title, in the reader's language."""
    return keep_new(view, Meeting(title, view.t.language))


def keep_new(view: View, meeting: Meeting) -> Meeting:
    """Keep a meeting that was just made, and put it together from now on."""
    kept = meetings().save(replace(meeting, demo=view.engine.facts.demo))
    take_up(kept)
    return kept


def put(view: View, item: Item) -> Meeting:
    """Add a view to the meeting in the making; to a new one where there is none."""
    meeting = own() or begin(view, view.t("meeting.new.title"))
    return change(meeting, lambda now: now.add(item))


def change(meeting: Meeting, how: Callable[[Meeting], Meeting]) -> Meeting:
    """Change a meeting as it is now: two windows may be at it at once, and neither loses what the other did."""
    for _ in range(TRIES):
        try:
            return meetings().save(how(meetings().get(meeting.id)))
        except Changed:
            continue
    return meetings().save(how(meetings().get(meeting.id)))


def address(view: View, meeting: Meeting, *, key: bool = False) -> str:
    """The link that shows a meeting, or with its key the one that changes it."""
    return f"{view.address or settings().address}/meeting?id={meeting.id}" + (f"&key={meeting.key}" if key else "")


def remembering() -> str:
    """The JavaScript that keeps the meeting in the making in a cookie; else nothing."""
    held = st.session_state.get("meeting", "")
    return f"document.cookie='{COOKIE}={held};path=/;max-age=7776000;SameSite=Strict';" if held else ""

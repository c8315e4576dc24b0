"""The meetings that this browser may change, which of them is being put together, and adding to it.

Whoever begins a meeting gets its key. The browser keeps it in a cookie; the link for changing a meeting has it too, the link for
showing it never does. Editors may change every meeting.
"""

import json
import re
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

COOKIE = "mittnorden_meetings"  # each meeting's id and key, id.key~id.key, the one in the making first; nothing else
HELD = re.compile(r"[a-z0-9-]+\.[A-Za-z0-9_-]+")
KEPT = 30  # meetings whose keys a browser keeps: a cookie has room for some 50
DAYS = 400  # that it keeps them: the longest that browsers allow
TRIES = 5


def held() -> list[str]:
    """The id and key, ``id.key``, of every meeting whose key this browser has, the one in the making first."""
    in_cookie = filter(HELD.fullmatch, str(st.context.cookies.get(COOKIE, "")).split("~"))
    return [*dict.fromkeys([*st.session_state.get("meetings", ()), *in_cookie])]


def own() -> list[Meeting]:
    """The meetings that this browser may add to, the one in the making first: still there, and not frozen."""
    keys = held()
    names = dict.fromkeys(one.partition(".")[0] for one in keys)
    found = [meetings().get(name) for name in names if meetings().has(name)]
    return [one for one in found if f"{one.id}.{one.key}" in keys and not one.frozen]


def in_the_making() -> Meeting | None:
    """The meeting that is being put together; None before one is begun, and once it is frozen or gone."""
    first = held()[:1]
    return next((one for one in own() if [f"{one.id}.{one.key}"] == first), None)


def may_change(meeting: Meeting) -> bool:
    """Whether this reader may change it: with its key, or as an editor. What is frozen nobody changes."""
    return not meeting.frozen and (holds(meeting) or access.actor().role >= Role.editor)


def holds(meeting: Meeting) -> bool:
    """Whether this browser has the meeting's key: in the link, in this session, or in its cookie."""
    return f"{meeting.id}.{meeting.key}" in [*held(), f"{meeting.id}.{st.query_params.get('key', '')}"]


def take_up(meeting: Meeting) -> None:
    """Put this meeting together from now on: what is added on other pages goes into it. Its key leaves the link, which is
    then one that may be passed on."""
    before = st.session_state.get("meetings", ())
    st.session_state["meetings"] = [*dict.fromkeys([f"{meeting.id}.{meeting.key}", *before])]
    if "key" in st.query_params:
        del st.query_params["key"]


def begin(view: View, title: str) -> Meeting:
    """A new meeting with that title, in the reader's language."""
    return keep_new(view, Meeting(title, view.t.language))


def keep_new(view: View, meeting: Meeting) -> Meeting:
    """Keep a meeting that was just made, and put it together from now on."""
    kept = meetings().save(replace(meeting, demo=view.engine.facts.demo))
    take_up(kept)
    return kept


def put(meeting: Meeting, item: Item) -> Meeting:
    """Add a view at the end of a meeting, and put that one together from now on."""
    take_up(meeting)
    return change(meeting, lambda now: now.add(item))


def change(meeting: Meeting, how: Callable[[Meeting], Meeting]) -> Meeting:
    """Change a meeting as it is now: two windows may be at it at once, and neither loses what the other did."""
    for _ in range(TRIES):
        try:
            return meetings().save(how(meetings().get(meeting.id)))
        except Changed:
            continue
    return meetings().save(how(meetings().get(meeting.id)))


def change_item(meeting: Meeting, number: int, how: Callable[[Meeting, int], Meeting]) -> Meeting:
    """Change one view of a meeting, wherever another window has put it meanwhile. Raises Changed where it is gone."""
    item = meeting.items[number]

    def found(now: Meeting) -> Meeting:
        if item not in now.items:
            raise Changed
        same = now.items[number : number + 1] == (item,)
        return how(now, number if same else now.items.index(item))

    return change(meeting, found)


def address(view: View, meeting: Meeting, *, key: bool = False) -> str:
    """The link that shows a meeting, or with its key the one that changes it."""
    return f"{view.address or settings().address}/meeting?id={meeting.id}" + (f"&key={meeting.key}" if key else "")


def remembering() -> str:
    """The JavaScript that keeps the keys of this session in a cookie, before those that other windows put there; else nothing."""
    now = st.session_state.get("meetings", ())
    if not now:
        return ""
    return (
        f"{{const had = (document.cookie.match(/(?:^|; ){COOKIE}=([^;]*)/) ?? ['', ''])[1].split('~').filter(Boolean);"
        f"const all = [...new Set([...{json.dumps(now)}, ...had])].slice(0, {KEPT}).join('~');"
        f"document.cookie = `{COOKIE}=${{all}};path=/;max-age={DAYS * 86400};SameSite=Strict`;}}"
    )

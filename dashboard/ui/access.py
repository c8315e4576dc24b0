"""Who is at work in this rerun, and what they may do. Asked anew each time and kept nowhere.

Three ways lead to a role: the sign-in service (``st.user``, whose signed cookie Streamlit checks), the setting
``local_editor`` for a reader at this very machine, and none: then everybody is a viewer.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import streamlit as st

from dashboard.register.actor import VIEWER, Actor, Role
from dashboard.settings import settings
from dashboard.ui import this_machine
from dashboard.ui.roles import address, role_of

LOCAL = Actor("local", Role.editor)
CLOCKS_DIFFER = 300  # seconds that the sign-in service's clock may be ahead of ours


@dataclass(frozen=True)
class Visitor:
    """Who reads this page: what they may do, how they came, and the name they are known by.

    ``standing`` is closed (no sign-in is configured), signed_out, expired, signed_in, or local (at this machine).
    """

    actor: Actor
    standing: Literal["closed", "signed_out", "expired", "signed_in", "local"]
    name: str = ""


def actor() -> Actor:
    """Who acts in this rerun. Pages and forms ask for it at each rerun, never keep it."""
    return visitor().actor


def visitor() -> Visitor:
    """Who reads the page in this rerun."""
    claims = st.user.to_dict()
    if "is_logged_in" not in claims:  # Streamlit sets it where a sign-in service is configured, and only there
        here = settings().local_editor and this_machine.is_marked(st.context.headers.get_all(this_machine.HEADER))
        return Visitor(LOCAL, "local") if here else Visitor(VIEWER, "closed")
    if claims["is_logged_in"] is not True:
        return Visitor(VIEWER, "signed_out")
    return signed_in(claims, time.time())


def signed_in(claims: Mapping[str, object], now: float) -> Visitor:
    """Who the token's claims speak of, at ``now`` (seconds since 1970); a viewer where the sign-in is too old.

    Streamlit's cookie lasts 30 days and looks at no token's age, so it is done here: a token that does not say when it
    was issued, or says that it will be, is too old.
    """
    issued = claims.get("iat", claims.get("auth_time"))
    if type(issued) not in (int, float) or not -CLOCKS_DIFFER <= now - issued < settings().session_hours * 3600:  # type: ignore[operator]
        return Visitor(VIEWER, "expired")
    who = address(claims) or str(claims.get("sub") or "")
    if not who:  # nobody whom the audit could name
        return Visitor(VIEWER, "signed_in")
    return Visitor(Actor(who, role_of(claims)), "signed_in", str(claims.get("name") or who))

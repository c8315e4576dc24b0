"""What a reader sees of signing in: the quiet button in the page's head, and the sentence where a role is missing."""

import re

import streamlit as st

from dashboard.register.actor import Role
from dashboard.ui import access
from dashboard.views.view import View

NAME_SHOWN = 40  # characters of a name that stand on a button


def control(view: View) -> None:
    """The head's button: sign in, or who is signed in with which role; nothing where nobody can sign in."""
    t, visitor = view.t, access.visitor()
    if visitor.standing == "local":
        st.badge(t("access.local"), icon=":material/edit:", color="green")
    elif visitor.standing in ("signed_out", "expired"):
        if visitor.standing == "expired":
            st.caption(t("access.expired"), width="content")
        _button(view, "sign_in")
    elif visitor.standing == "signed_in":
        role = t(f"role.{visitor.actor.role.name}")
        label = f"{plain(visitor.name[:NAME_SHOWN])} · {role}"
        with st.popover(label, icon=":material/account_circle:", type="tertiary", key="signed_in"):
            st.text(visitor.actor.who)
            st.markdown(t(f"access.may.{visitor.actor.role.name}"))
            st.button(t("access.sign_out"), icon=":material/logout:", on_click=st.logout, key="sign_out")


def ask(view: View, role: Role) -> None:
    """Instead of what asks for a role that the reader has not: what is needed, and the way there."""
    t, visitor = view.t, access.visitor()
    wanted = t(f"role.{role.name}")
    told = {
        "closed": t("access.closed"),
        "expired": t("access.expired"),
        "signed_in": t("access.lower", role=t(f"role.{visitor.actor.role.name}")),
    }.get(visitor.standing, "")
    st.info(f"{t('access.denied', role=wanted)} {told}", icon=":material/lock:")
    if visitor.standing in ("signed_out", "expired"):
        _button(view, "sign_in_here")


def _button(view: View, key: str) -> None:
    st.button(view.t("access.sign_in"), icon=":material/login:", type="tertiary", on_click=st.login, key=key)


def plain(text: str) -> str:
    """A text from outside where Markdown is read: it shows as it is, and is neither a link, a picture nor HTML."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)

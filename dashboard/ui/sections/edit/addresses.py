"""Where on the page one is: the kind, the record or the new one, and the part, all in the address."""

import streamlit as st

from dashboard.register.schema import KINDS

# those used daily come first
USUAL = ("establishment", "job_result", "contact", "cluster_member", "meeting")
OTHERS = (
    "residual_flow", "need", "link", "organisation", "rd_unit", "cluster", "policy_item", "ai_test",
    "identity_ruling",
)  # fmt: skip
PARTS = ("records", "paste", "workbook", "changes")
_ALL_PAGES = ("area", "industry", "from", "to", "size", "theme", "lang", "embed")  # what is not this page's own


def go(kind: str, key: str = "", *, new: bool = False, part: str = PARTS[0], **prefill: str) -> None:
    """Lead to the list of a kind, to one of its records, or to a new one that begins with these fields."""
    for name in list(st.query_params):
        if name not in _ALL_PAGES:
            del st.query_params[name]
    asked = {"kind": kind, "key": key, "new": "1" if new else "", "part": part if part != PARTS[0] else "", **prefill}
    for name, value in asked.items():
        if value:
            st.query_params[name] = value


def kind() -> str:
    """The kind that the address names; the first where it names none that there is."""
    asked: str = st.query_params.get("kind", "")
    return asked if asked in KINDS else USUAL[0]


def key() -> str:
    """The record that the address names, if any."""
    found: str = st.query_params.get("key", "")
    return found


def is_new() -> bool:
    """Whether the address asks for a new record."""
    return bool(st.query_params.get("new")) and not key()

"""A page's own choices: which picture, which reference, which level. Each stands in the link beside the filters."""

from collections.abc import Callable, Sequence

import streamlit as st


def asked(name: str, allowed: Sequence[str]) -> str:
    """What the link says for a choice; the first of the allowed where it says nothing that is one."""
    value = st.query_params.get(name, "")
    return value if value in allowed else allowed[0]


def keep(name: str, value: str | None, usual: str) -> None:
    """Write a choice into the link, or take it out where it is the usual one."""
    if value and value != usual:
        if st.query_params.get(name) != value:
            st.query_params[name] = value
    elif name in st.query_params:
        del st.query_params[name]


def choice(
    name: str, allowed: Sequence[str], label: str, words: Callable[[str], str], width: int = 300, key: str = ""
) -> str:
    """A select box whose choice stands in the link under ``name``; the first of the allowed is the usual one."""
    value = st.selectbox(
        label, allowed, index=list(allowed).index(asked(name, allowed)), format_func=words, key=key or f"choice_{name}", width=width,
    )  # fmt: skip
    keep(name, value, allowed[0])
    return value or allowed[0]


def switch(name: str, allowed: Sequence[str], label: str, words: Callable[[str], str], key: str = "") -> str:
    """The same as a row of buttons, for a few."""
    value = st.segmented_control(
        label, allowed, default=asked(name, allowed), format_func=words, required=True, key=key or f"choice_{name}"
    )
    keep(name, value, allowed[0])
    return value or allowed[0]

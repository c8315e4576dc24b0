"""Pages that follow the register: what somebody records elsewhere stands here within two seconds, untouched by hand."""

from pathlib import Path

import streamlit as st

from dashboard.views.answers import current
from dashboard.views.view import View
from dashboard.warehouse.engine import Identity

EVERY = 1.0  # seconds between two looks; one costs a fifth of a millisecond and a small message to the browser


def follow(view: View) -> None:
    """Show the page anew once the records have changed; nothing where the project records nothing yet."""
    if view.warehouse.records:
        st.fragment(_look, run_every=EVERY)(view.warehouse)


def _look(shown: Identity) -> None:
    if current(Path(shown.path)) != shown:
        st.rerun()

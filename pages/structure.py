"""Structure: what the areas are specialised in, how mixed they are, what change is made of, what they could try."""

import streamlit as st

from dashboard.ui import blocks
from dashboard.ui.sections import diversity, related, shift, specialisation, structure
from dashboard.ui.state import view

v = view()
top = st.container()
choice = structure.chosen(v)
with top:
    blocks.opening(v.t("structure.title", area=blocks.subject(v)), structure.answer(v, choice))
if structure.known(v, choice):
    specialisation.show(v, choice)
    left, right = st.columns(2, gap="large")
    with left:
        shift.show(v, choice)
    with right:
        related.show(v, choice)
    diversity.show(v, choice)

"""Structure: what the areas are specialised in, how mixed they are, what change is made of, what they could try."""

import streamlit as st

from dashboard.ui import blocks
from dashboard.ui.sections.structure import choose, index
from dashboard.ui.state import view
from dashboard.views import structure
from dashboard.views.wording import subject

v = view()
head = st.container()  # tells of what is chosen below it
choose(v)
pictures = st.container()
if known := structure.known(view()):
    index(v)
v = view()
parts = structure.parts(v)
with head:
    blocks.opening(v.t("structure.title", area=subject(v)), structure.answer(v))
with pictures:
    blocks.show(v, parts, "lacking", "specialisation")
    left, right = st.columns(2, gap="large") if known else (pictures, pictures)
    with left:
        blocks.show(v, parts, "shift")
    with right:
        blocks.show(v, parts, "related")
        blocks.folded(v, parts, "near")
blocks.show(v, parts, "diversity")

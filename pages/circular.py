"""Transition: jobs and emissions, residual flows that fit together, and policy from finding to follow-up."""

import streamlit as st

from dashboard import registers
from dashboard.register.actor import Role
from dashboard.ui import access
from dashboard.ui.controls import switch
from dashboard.ui.sections import circular as laid_out
from dashboard.ui.sections import interview
from dashboard.ui.state import view
from dashboard.views import circular

t = view().t
st.title(t("circular.title"), anchor=False)
part = switch("part", tuple(circular.PARTS), t("circular.part"), lambda name: t(f"circular.part.{name}"))
v = view()
laid_out.LAYOUTS[part](v, circular.parts(v))
if part == "flows" and access.actor().role >= Role.editor:
    interview.form(v, registers.current(v), access.actor)

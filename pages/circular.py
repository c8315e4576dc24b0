"""Transition: jobs and emissions, residual flows that fit together, and policy from finding to follow-up."""

import streamlit as st

from dashboard.register.actor import Role
from dashboard.ui import access, registers
from dashboard.ui.controls import switch
from dashboard.ui.sections import flows, interview, policy, transition
from dashboard.ui.state import view

v = view()
t = v.t
st.title(t("circular.title"), anchor=False)
part = switch("part", ("jobs", "flows", "policy"), t("circular.part"), lambda name: t(f"circular.part.{name}"))
if part == "flows":
    flows.show(v)
    if access.actor().role >= Role.editor:
        interview.form(v, registers.current(v), access.actor)
elif part == "policy":
    policy.show(v)
else:
    transition.show(v)

"""Jobs: what people work with, what grows, what is advertised, and where work for the highly educated is."""

import streamlit as st

from dashboard.ui import blocks
from dashboard.ui.sections import job_flow, jobs, vacancies
from dashboard.ui.state import view

v = view()
blocks.opening(v.t("jobs.title", area=blocks.subject(v)), jobs.answer(v))
jobs.figures(v)
jobs.by_industry(v)
if vacancies.known(v):
    left, right = st.columns(2, gap="large")
    with left:
        vacancies.by_occupation(v)
    with right:
        vacancies.by_place(v)
job_flow.show(v)

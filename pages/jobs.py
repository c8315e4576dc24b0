"""Jobs: what people work with, what grows, what is advertised, and where work for the highly educated is."""

from dashboard.ui import blocks
from dashboard.ui.state import view
from dashboard.views import jobs
from dashboard.views.wording import subject

v = view()
blocks.opening(v.t("jobs.title", area=subject(v)), jobs.answer(v))
parts = jobs.parts(v)
blocks.show(v, parts, *(key for key in parts if key not in jobs.BESIDE))
blocks.beside(v, parts, "occupations", "higher")
blocks.beside(v, parts, "flow_SE", "flow_NO")

"""Map: workplaces as points, rates as colours, totals as circles; the list says the same."""

from dashboard.ui import blocks, map_page
from dashboard.ui.state import view

v = view()
t = v.t
blocks.opening(v, t("map.title", area=blocks.subject(v)), t("map.lead"))
show, year = map_page.controls(v)
if show == "workplaces":
    map_page.workplaces(v, year)
elif show == "rate":
    map_page.rate(v, year)
else:
    map_page.total(v, year)

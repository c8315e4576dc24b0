"""Map: workplaces as points, rates as colours, totals as circles; the list says the same."""

from dashboard.ui import blocks
from dashboard.ui.sections import map_page
from dashboard.ui.state import view

v = view()
blocks.opening(v.t("map.title", area=blocks.subject(v)), v.t("map.lead"))
map_page.show(v, map_page.chosen(v))

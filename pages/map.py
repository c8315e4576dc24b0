"""Map: workplaces as points, rates as colours, totals as circles; the list says the same."""

from dashboard.ui import blocks
from dashboard.ui.sections import map_page as controls
from dashboard.ui.sections import workplace_map
from dashboard.ui.state import view
from dashboard.views import map_page
from dashboard.views.wording import subject

v = view()
blocks.opening(v.t("map.title", area=subject(v)), v.t("map.lead"))
controls.choose(v)
v = view()
parts = map_page.parts(v)
blocks.show(v, parts, *map_page.SHOWS)
workplace_map.clicked(v)
blocks.show(v, parts, "list")

"""The parts of every page that can be shown, collected and exported, and the view that an address names."""

from collections.abc import Callable, Mapping

from dashboard.i18n import words
from dashboard.metrics.selection import Selection
from dashboard.views import (
    circular,
    clusters,
    companies,
    compare,
    establishments,
    jobs,
    map_page,
    municipality,
    overview,
    research,
    structure,
)
from dashboard.views.parts import Part, Parts
from dashboard.views.view import View
from dashboard.warehouse.engine import Identity

PARTS: Mapping[str, Callable[[View], Parts]] = {
    "overview": overview.parts, "map": map_page.parts, "companies": companies.parts, "jobs": jobs.parts,
    "structure": structure.parts, "compare": compare.parts, "municipality": municipality.parts,
    "establishments": establishments.parts, "research": research.parts, "clusters": clusters.parts,
    "circular": circular.parts,
}  # fmt: skip
FILTERS = ("area", "industry", "from", "to", "size", "theme")
# the rest of a link are the page's own choices; a meeting's key is nobody else's business
NOT_OF_THE_PAGE = (*FILTERS, "lang", "embed", "embed_options", "figure", "key")


def options_of(query: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The page's own choices among an address's parameters, as a view has them."""
    return tuple(sorted((name, value) for name, value in query.items() if name not in NOT_OF_THE_PAGE))


def view_of(page: str, query: Mapping[str, str], language: str, warehouse: Identity, address: str) -> View:
    """The view that an address shows, outside of any browser; parameters that mean nothing are dropped."""
    selection, _ = Selection.from_query(dict(query))
    return View(words(language), selection, "light", warehouse, options=options_of(query), page=page, address=address)


def pictured(view: View) -> dict[str, Part]:
    """The parts of the view's page by key, notes left out."""
    return {key: part for key, part in PARTS[view.page](view).items() if isinstance(part, Part)}

"""What is known of R&D environments, links and needs for a reader's filters, and the words that all parts of their page
share."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from dashboard.metrics.lists import environments as lists
from dashboard.metrics.question import Question
from dashboard.metrics.readings import asked
from dashboard.metrics.reference import municipalities
from dashboard.metrics.selection import Selection
from dashboard.views.view import View, remembered

KINDS = ("rd_organisation", "rd_unit", "rd_capacity", "rd_link", "need")  # the marts that the page rests on
Rows = tuple[dict[str, Any], ...]


class Known(NamedTuple):
    """Organisations and units of the reader's areas, units wherever they are, links with an end in the areas, and needs
    of companies there (see metrics/lists/environments.py for the columns)."""

    organisations: Rows
    units: Rows
    everywhere: Rows
    links: Rows
    needs: Rows

    @property
    def anything(self) -> bool:
        """Whether there is anything of it all in the areas."""
        return bool(self.organisations or self.units or self.links or self.needs)

    @property
    def crossing(self) -> int:
        """How many links cross the border."""
        return sum(link["links"] for link in self.links if link["crosses"])

    @property
    def linked(self) -> int:
        """How many links there are."""
        return sum(link["links"] for link in self.links)


@remembered
def known(view: View) -> Known:
    """What is known: environments and needs as they are now, links of the chosen years."""
    engine, areas, selection = view.engine, view.selection.municipalities(), view.selection
    everywhere = lists.units(engine, municipalities())
    keys = {unit["key"] for unit in everywhere}
    links = lists.links(engine, areas, selection.first, selection.last)
    return Known(
        tuple(lists.organisations(engine, areas)), tuple(u for u in everywhere if u["area"] in areas), tuple(everywhere),
        tuple(link for link in links if link["unit"] in keys), tuple(lists.needs(engine, areas)),
    )  # fmt: skip


@remembered
def points(view: View) -> dict[asked.Cell, int]:
    """Contact points by field and municipality, as they are now."""
    found = view.series(Question("rd_contacts", Selection.of(view.selection.areas), by="field")).points
    return asked.counted((p.breakdown, p.area, int(p.value or 0)) for p in found)


def name(view: View, row: Mapping[str, Any], of: str = "name") -> str:
    """A unit's or organisation's name in the reader's language; its key where it has none in any."""
    found: str = row[f"{of}_{view.t.language}"] or row["key"]
    return found


def field(view: View, key: str | None) -> str:
    """A field of research in words; nothing where none is given."""
    return view.t.category("field", key) if key else ""

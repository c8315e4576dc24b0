"""The R&D environments of an area as rows: organisations with their seat there, and the projects they take part in.

Rows carry keys, not words; contacts are never in them.
"""

from collections.abc import Sequence
from typing import Any

from dashboard.warehouse.engine import Engine


def organisations(engine: Engine, areas: Sequence[str]) -> list[dict[str, Any]]:
    """The R&D organisations with their seat in the municipalities: key, name_sv, name_nb, name_en, kind, area, website, and
    contact_points: how many they have in all."""
    return engine.table(
        """select key, name_sv, name_nb, name_en, kind, area, website,
            (select coalesce(sum(contact_points), 0)::int from rd_capacity c where c.organisation = o.key) as contact_points
        from rd_organisation as o where list_contains($areas, area) order by contact_points desc, name_sv, key""",
        {"areas": list(areas)},
    ).to_pylist()


def projects(
    engine: Engine, areas: Sequence[str], first: int | None, last: int | None, most: int
) -> list[dict[str, Any]]:
    """The newest research projects with an organisation of the municipalities in them that began in the years: title,
    organisation_name, role, started, year, amount_eur (None where it is not known)."""
    return engine.table(
        """select title, organisation_name, role, started, year, amount_eur from rd_project
        where list_contains($areas, area) and year between $first and $last
        order by started desc, key limit $most""",
        {"areas": list(areas), "first": first or 0, "last": last or 9999, "most": most},
    ).to_pylist()

"""Published figures as their publisher gives them, unprocessed: key figures and tables that no metric is made of."""

from collections.abc import Sequence
from typing import Any

from dashboard.warehouse.engine import Engine


def titles(engine: Engine) -> dict[str, str]:
    """The title of every indicator by its publisher's id, in the order of the titles."""
    rows = engine.rows(
        "select indicator, arg_max(title, as_of) as title from indicator group by indicator order by title, indicator"
    )
    return dict(rows)


def of(engine: Engine, areas: Sequence[str] = ()) -> list[dict[str, Any]]:
    """The newest period of each indicator, breakdown and area, in the order of the titles: indicator, title, unit, area,
    period, breakdown, value (None with the status that says why), status, source. ``areas`` are the keys that the figures
    are published for, counties among them; without any all are told."""
    found: list[dict[str, Any]] = engine.table(
        """select indicator, title, unit, area, period, breakdown, value, status, source from indicator
           where len($areas) = 0 or list_contains($areas, area)
           qualify row_number() over (partition by source, indicator, breakdown, area order by period desc) = 1
           order by title, indicator, breakdown, area""",
        {"areas": list(areas)},
    ).to_pylist()
    return found

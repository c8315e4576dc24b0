"""Figures that their publisher revised: what a newer release states otherwise than the one before it."""

from datetime import date, datetime
from typing import Any, NamedTuple

from dashboard.warehouse.engine import Engine


class Revised(NamedTuple):
    """A release that revised figures: how many of one fact, of how many that it states again."""

    source: str
    fact: str  # population, employment, emission, indicator or exchange_rate
    before_as_of: date  # of the newest release that is corrected
    as_of: date
    read_at: datetime
    figures: int
    compared: int


def releases(engine: Engine) -> list[Revised]:
    """The newest first."""
    rows = engine.rows(
        """select source, fact, max(before_as_of), as_of, read_at, count(*), any_value(compared)
           from revision group by source, fact, as_of, read_at order by read_at desc, source, fact"""
    )
    return [Revised(*row) for row in rows]


def largest(engine: Engine, fact: str, most: int) -> list[dict[str, Any]]:
    """The largest revisions of a fact, as rows of the mart: by their size, those of key figures and rates, which have
    units of their own, by their size against what was stated before."""
    size = "abs(after - before)" + (" / nullif(abs(before), 0)" if fact in ("indicator", "exchange_rate") else "")
    return engine.table(
        f"""select * from revision where fact = $fact
            order by {size} desc nulls first, as_of desc, source, area, period, breakdown limit $most""",
        {"fact": fact, "most": most},
    ).to_pylist()

"""Where numbers come from, and what is known of their limits: the releases behind a metric with publisher and licence
(sources.toml), what could not be mapped, what is hidden, and where series break."""

from typing import Any, NamedTuple

from dashboard.metrics.catalogue import Metric
from dashboard.metrics.series import Break
from dashboard.publishers import publishers
from dashboard.warehouse.engine import Engine

THRESHOLD = 3  # where sources.toml says nothing else, as in the build


def releases(engine: Engine, metric: Metric | None = None) -> list[dict[str, Any]]:
    """The releases read, newest first; with ``metric`` those that it rests on."""
    rows = engine.table("select * from source_release order by as_of desc, source").to_pylist()
    kinds = set(metric.sources) if metric else set()
    return [row for row in rows if metric is None or kinds & set(row["kinds"])]


def source_names(engine: Engine, metric: Metric) -> tuple[str, ...]:
    """The names of the sources that a metric rests on, each once; the population stands in the reference data."""
    names = [row["source"] for row in releases(engine, metric)]
    if {"population", "population_base"} & set(metric.facts):
        names.append("population")
    return tuple(dict.fromkeys(names))


class Unmapped(NamedTuple):
    """How much of what a source tells has no known industry. ``of`` is jobs, workplaces or companies."""

    source: str
    of: str
    unknown: int
    all: int

    @property
    def share(self) -> float:
        """The unknown as a part of all (0 to 1)."""
        return self.unknown / self.all


def unmapped(engine: Engine) -> list[Unmapped]:
    """By source, the most first: the jobs of all years that are published by industry, the companies and workplaces."""
    rows = engine.rows(
        """select source, 'jobs', coalesce(sum(jobs) filter (where industry = '?'), 0), sum(jobs)
           from employment where industry <> '*' group by source having sum(jobs) > 0
           union all select source, 'workplaces', count(*) filter (where industry = '?'), count(*) from workplace group by source
           union all select source, 'companies', count(*) filter (where industry = '?'), count(*) from company group by source"""
    )
    return sorted((Unmapped(*row) for row in rows), key=lambda found: (-found.share, found.source, found.of))


class Protected(NamedTuple):
    """What disclosure control does to a source's jobs: counts under ``threshold`` are hidden (0: the publisher hides them
    itself), and ``hidden`` of ``cells`` now are."""

    source: str
    threshold: int
    hidden: int
    cells: int


def protected(engine: Engine) -> list[Protected]:
    """By source, for the jobs by area, year and industry; totals are not counted among the cells."""
    rows = engine.rows(
        """select source, count(*) filter (where status = 'suppressed'), count(*)
           from employment where industry <> '*' group by source order by source"""
    )
    return [Protected(source, threshold(source), hidden, cells) for source, hidden, cells in rows]


def threshold(source: str) -> int:
    """The smallest count that is shown of a source that does not protect its figures itself."""
    return int(publishers().get(source, {}).get("threshold", THRESHOLD))


class Known(NamedTuple):
    """A break: the fact that it is in, its first year with word and note, and the areas that it is in."""

    fact: str
    told: Break
    areas: tuple[str, ...]


def breaks(engine: Engine) -> list[Known]:
    """Every break of the facts in this warehouse, those of several areas told once; oldest first."""
    found: dict[tuple[str, ...], list[str]] = {}
    for fact, rows in engine.breaks.items():
        for area, year, *texts in rows:
            found.setdefault((fact, year, *texts), []).append(area)
    known = [
        Known(fact, Break.told(areas[0], year, *texts), tuple(sorted(areas)))
        for (fact, year, *texts), areas in found.items()
    ]
    return sorted(known, key=lambda k: (k.told.period, k.fact, k.areas))

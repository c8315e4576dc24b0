"""Where numbers come from: the releases behind a metric, with publisher and licence from sources.toml."""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from dashboard.metrics.catalogue import Metric
from dashboard.settings import REFERENCE
from dashboard.warehouse.engine import Engine


@cache
def publishers() -> dict[str, dict[str, Any]]:
    """Every source of sources.toml by name: publisher, title, address, licence, attribution, rhythm."""
    return tomllib.loads((REFERENCE / "sources.toml").read_text(encoding="utf-8"))


def releases(engine: Engine, metric: Metric | None = None) -> list[dict[str, Any]]:
    """The releases read, newest first; with ``metric`` those that it rests on."""
    rows = engine.table("select * from source_release order by as_of desc, source").to_pylist()
    kinds = set(metric.sources) if metric else set()
    return [row for row in rows if metric is None or kinds & set(row["kinds"])]


def late(release: Mapping[str, Any], today: date) -> bool:
    """Whether a newer file of that source should have come by now."""
    days = publishers().get(release["source"], {}).get("max_age_days", 0)
    return bool(days) and (today - release["as_of"]).days > days


def source_names(engine: Engine, metric: Metric) -> tuple[str, ...]:
    """The names of the sources that a metric rests on, each once; the population stands in the reference data."""
    names = [row["source"] for row in releases(engine, metric)]
    if {"population", "population_base"} & set(metric.facts):
        names.append("population")
    return tuple(dict.fromkeys(names))

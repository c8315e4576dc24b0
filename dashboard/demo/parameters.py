"""The parameters of the demonstration set, joined with the reference facts they lean on."""

import csv
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dashboard.settings import DEMO_PARAMETERS, REFERENCE

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Parameters:
    """What the generators read. ``jobs`` and ``workplaces`` are shares by area (row) and division (column)."""

    raw: dict[str, Any]
    names: dict[str, Any]
    as_of: date
    first_year: int
    areas: tuple[str, ...]
    seats: tuple[tuple[float, float], ...]  # longitude, latitude
    inhabitants: Numbers
    divisions: tuple[str, ...]
    sections: tuple[str, ...]  # of each division
    jobs: Numbers
    workplaces: Numbers
    jobs_per_workplace: Numbers

    def random(self, table: str) -> np.random.Generator:
        """A stream of its own for each table, so that a change to one leaves the others as they are."""
        return np.random.default_rng([self.raw["seed"], *table.encode()])


@cache
def parameters() -> Parameters:
    """Read data/demo and data/reference."""
    raw = tomllib.loads((DEMO_PARAMETERS / "demo.toml").read_text(encoding="utf-8"))
    names = tomllib.loads((DEMO_PARAMETERS / "names.toml").read_text(encoding="utf-8"))
    with (REFERENCE / "areas.csv").open(encoding="utf-8") as file:
        places = sorted((r for r in csv.DictReader(file) if r["level"] == "municipality"), key=lambda r: r["key"])
    with (REFERENCE / "industries.csv").open(encoding="utf-8") as file:
        divisions = [(r["code"], r["parent"]) for r in csv.DictReader(file) if r["level"] == "division"]
    jobs = np.array([[_share(raw, place["key"], code) for code, _ in divisions] for place in places])
    jobs /= jobs.sum(axis=1, keepdims=True)
    inhabitants = np.array([float(place["population"]) for place in places])
    # places differ, also where none is named
    usual = 0.8 + 0.22 * np.random.default_rng(raw["seed"]).random(len(places))
    centrality = [raw["centrality"].get(place["key"], usual[number]) for number, place in enumerate(places)]
    in_place = np.array(centrality) * inhabitants
    size = np.array([float(raw["jobs_per_workplace"].get(code, 8.0)) for code, _ in divisions])
    return Parameters(
        raw, names, raw["as_of"], raw["first_year"], tuple(place["key"] for place in places),
        tuple((float(place["seat_lon"]), float(place["seat_lat"])) for place in places), inhabitants,
        tuple(code for code, _ in divisions), tuple(section for _, section in divisions),
        jobs * in_place[:, None], jobs * in_place[:, None] / size, size,
    )  # fmt: skip


def _share(raw: dict[str, Any], area: str, division: str) -> float:
    usual = float(raw["jobs"].get(division, raw["jobs"]["rest"]))
    return usual * float(raw["tilt"].get(area, {}).get(division, 1.0))


def choose(random: np.random.Generator, weights: Numbers, count: int) -> NDArray[np.int64]:
    """So many indices, each with its weight's chance; by uniform draws only, which are the same everywhere."""
    edges = np.cumsum(weights.ravel())
    return np.searchsorted(edges / edges[-1], random.random(count), side="right").clip(0, weights.size - 1)

"""Which municipalities are most alike, by features and weights that the reader can see and change."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from dashboard.metrics.compute import Answer
from dashboard.metrics.measures import Floats
from dashboard.metrics.measures.similarity import distances
from dashboard.metrics.question import Question
from dashboard.metrics.ranking import enough, told
from dashboard.metrics.reference import COUNTRIES, municipalities
from dashboard.metrics.selection import Selection

RATES = ("job_density", "companies_per_1000", "births_per_1000", "evenness", "higher_education_share")
FEATURES = ("population", "industries", *RATES)
USUAL = dict.fromkeys(FEATURES, 1)  # every feature counts the same
# sections of NACE 2.1 put together so that few jobs are hidden: what grows, what is made, built, sold, thought, cared for
GROUPS = ("A", "BCDE", "F", "GHI", "JKLMNO", "PQR", "STUV")
ALIKE = 0.5  # standard deviations: nearer than this in a feature counts as alike in it


class Profiles(NamedTuple):
    """For each feature a row per municipality (in the order of ``areas``) and one or several columns; NaN is not known."""

    areas: tuple[str, ...]
    features: Mapping[str, Floats]

    def known(self, feature: str) -> int:
        """Of how many municipalities a feature is known."""
        return int((~np.isnan(self.features[feature])).any(axis=1).sum())


class Near(NamedTuple):
    """A municipality, how far off it is in standard deviations, and the features in which it is alike, nearest first."""

    area: str
    distance: float
    alike: tuple[str, ...]


def profiles(answer: Answer) -> Profiles:
    """The latest features of all municipalities. A rate with too few behind it is not known: it would be chance."""
    areas = municipalities()
    jobs = _column(answer, "jobs", areas)
    persons = _column(answer, "population", areas)
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = [np.where(jobs > 0, _column(answer, "jobs", areas, tuple(group)) / jobs, np.nan) for group in GROUPS]
        people = np.where(persons > 0, np.log(persons), np.nan)  # ten thousand more matters less to a city
    return Profiles(areas, {
        "population": people[:, None],
        "industries": np.column_stack(shares),
        **{rate: _column(answer, rate, areas)[:, None] for rate in RATES},
    })  # fmt: skip


def _column(answer: Answer, metric: str, areas: Sequence[str], industries: tuple[str, ...] = ()) -> Floats:
    series = answer(Question(metric, Selection.of(industries=industries)))
    known = {p.area: p.value for p in told(series) if p.value is not None and enough(series, p)}
    return np.array([known.get(area, np.nan) for area in areas], dtype=float)


def nearest(found: Profiles, area: str, weights: Mapping[str, int], most: int = 5) -> dict[str, list[Near]]:
    """The ``most`` municipalities nearest to ``area`` in each country, the nearest first.

    A feature's weight is shared by its columns. Without any weight, or without a feature known for both, none is near.
    """
    spread = {
        name: np.full(columns.shape[1], weights[name] / columns.shape[1]) for name, columns in found.features.items()
    }
    if not any(weights.values()):
        return {country: [] for country in COUNTRIES}
    row = found.areas.index(area)
    whole = distances(np.hstack(list(found.features.values())), np.concatenate(list(spread.values())))[row]
    apart = {
        name: distances(columns, np.full(columns.shape[1], 1 / columns.shape[1]))[row]
        for name, columns in found.features.items() if weights[name]
    }  # fmt: skip
    scale = np.sqrt(sum(weights.values()))  # so that weights of 2 for all give the same distances as 1
    near = []
    for at, other in enumerate(found.areas):
        if other != area and not np.isnan(whole[at]):
            off = {name: float(column[at]) for name, column in apart.items() if column[at] < ALIKE}
            near.append(Near(other, float(whole[at] / scale), tuple(sorted(off, key=off.__getitem__))))
    near.sort(key=lambda near: (near.distance, near.area))
    return {country: [n for n in near if n.area.startswith(country)][:most] for country in COUNTRIES}

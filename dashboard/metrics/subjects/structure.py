"""What an economy is made of: specialisation, diversity, change by its parts, and what is related to what is there.

Each is worked out from jobs by industry of the area, e[r,i], and of the reference economy, E[i]. Suppressed cells add
nothing on either side; how many a row leaves out stands beside its value.
"""

from collections.abc import Callable, Iterator
from functools import partial

import ibis
import numpy as np

from dashboard.metrics.catalogue import Shape, metric
from dashboard.metrics.economy import Economy, Finding, Numbers
from dashboard.metrics.measures import concentration
from dashboard.metrics.measures.relatedness import density, presence, proximity
from dashboard.metrics.measures.shift_share import shift_share as divided
from dashboard.metrics.reference import industries
from dashboard.metrics.series import Status
from dashboard.metrics.subjects.jobs import jobs_in_parts

_JOBS = {
    "facts": ("employment",), "sources": ("employment",), "kind": "index", "grade": "B", "direction": "none", "cells_by": "industry",
    "cells_of": "location_quotient",
}  # fmt: skip
Index = Callable[[Numbers, Numbers], float]


def _status(hidden: int) -> Status:
    return "partial" if hidden else "ok"


def _quotients(economy: Economy) -> Iterator[Finding]:
    """A location quotient for each industry that the reference has; 0/0 has no value."""
    yield from economy.absent()
    for row, year in economy.measured():
        here, whole, hidden = economy.vector(row, year), economy.total(year), economy.hidden(row, year)
        sums, left_out = {"e_sum": here.sum(), "E_sum": whole.sum()}, sum(hidden.values())
        for at, quotient in enumerate(concentration.location_quotient(here, whole)):
            category = economy.categories[at]
            inputs = {"e": here[at], "E": whole[at], **sums}
            if category in hidden and not here[at]:
                yield Finding(row, year, category, None, status="suppressed", left_out=hidden[category])
            elif np.isnan(quotient):
                yield Finding(row, year, category, None, status="missing")
            else:
                yield Finding(
                    row, year, category, quotient, here[at], status=_status(left_out), left_out=left_out, inputs=inputs
                )


@metric(
    "location_quotient",
    unit="quotient",
    decimals=2,
    counted="jobs",
    breakdowns=("industry",),
    finish=_quotients,
    **_JOBS,
)
def location_quotient(shape: Shape) -> ibis.Table:
    """(e[r,i] / e[r]) / (E[i] / E): how many times the reference's share an industry has here (Balassa 1965)."""
    return jobs_in_parts(shape)


def _index(of: Index, economy: Economy) -> Iterator[Finding]:
    """One number for the whole make-up of each row."""
    yield from economy.absent()
    for row, year in economy.measured():
        here, whole, hidden = economy.vector(row, year), economy.total(year), sum(economy.hidden(row, year).values())
        value = of(here, whole)
        if np.isnan(value):
            yield Finding(row, year, "", None, status="missing", left_out=hidden)
            continue
        inputs = {"e_sum": here.sum(), "n": float(np.count_nonzero(whole)), "largest": here.max() / here.sum()}
        yield Finding(row, year, "", value, here.sum(), status=_status(hidden), left_out=hidden, inputs=inputs)


def _present(whole: Numbers) -> int:
    """n: the industries present in the reference."""
    return int(np.count_nonzero(whole))


_INDEX = {**_JOBS, "decimals": 3, "breakdowns": (), "unit": "index", "told_by": "none"}


@metric("hhi", finish=partial(_index, lambda e, _: concentration.hhi(e)), **_INDEX)
def hhi(shape: Shape) -> ibis.Table:
    """Herfindahl–Hirschman: the sum of squared shares; 1 is a single industry."""
    return jobs_in_parts(shape)


@metric("hhi_normalised", finish=partial(_index, lambda e, E: concentration.hhi_normalised(e, _present(E))), **_INDEX)
def hhi_normalised(shape: Shape) -> ibis.Table:
    """The same between 0 (even) and 1, whatever the number of industries in the reference."""
    return jobs_in_parts(shape)


@metric("shannon", finish=partial(_index, lambda e, _: concentration.shannon(e)), **_INDEX | {"decimals": 2})
def shannon(shape: Shape) -> ibis.Table:
    """Shannon entropy of the industries' shares, natural logarithm."""
    return jobs_in_parts(shape)


@metric(
    "evenness", finish=partial(_index, lambda e, E: concentration.evenness(e, _present(E))), **_INDEX | {"decimals": 2}
)
def evenness(shape: Shape) -> ibis.Table:
    """Entropy over its largest possible value: 1 where all industries of the reference are equally large."""
    return jobs_in_parts(shape)


@metric("hachman", finish=partial(_index, concentration.hachman), **_INDEX | {"decimals": 2})
def hachman(shape: Shape) -> ibis.Table:
    """Hachman index: 1 where the make-up is the reference's own, towards 0 the more it differs."""
    return jobs_in_parts(shape)


@metric("krugman", finish=partial(_index, concentration.krugman), **_INDEX | {"decimals": 2})
def krugman(shape: Shape) -> ibis.Table:
    """Krugman specialisation: the sum of the shares' differences from the reference's, 0 to 2."""
    return jobs_in_parts(shape)


def _variety(which: int, economy: Economy) -> Iterator[Finding]:
    """Entropy between sections (0) or within them (1); the two are the whole entropy of the divisions."""
    groups = [industries().get(code, code) for code in economy.categories]
    yield from _index(lambda e, _: concentration.variety(e, groups)[which], economy)


@metric("variety_unrelated", finish=partial(_variety, 0), level="division", **_INDEX | {"decimals": 2})
def variety_unrelated(shape: Shape) -> ibis.Table:
    """Unrelated variety: how spread jobs are over sections that have little in common (Frenken 2007)."""
    return jobs_in_parts(shape)


@metric("variety_related", finish=partial(_variety, 1), level="division", **_INDEX | {"decimals": 2})
def variety_related(shape: Shape) -> ibis.Table:
    """Related variety: how spread jobs are over divisions of the same section (Frenken 2007)."""
    return jobs_in_parts(shape)


PARTS = ("national", "mix", "regional")


def _parts_of_change(economy: Economy) -> Iterator[Finding]:
    """The change between the first and the last year in three parts that add up to it; never across a break."""
    first, last = economy.years[0], economy.years[-1]
    whole = economy.totals(first, last)
    for row in economy.names:
        if first == last or not whole[0].sum() or any(economy.unknown(row, year)[0] for year in (first, last)):
            yield from (Finding(row, last, part, None, status="missing") for part in PARTS)
            continue
        if economy.breaks.get(row):
            yield from (Finding(row, last, part, None, status="break") for part in PARTS)
            continue
        before, after = economy.vector(row, first), economy.vector(row, last)
        hidden = sum(sum(economy.hidden(row, year).values()) for year in (first, last))
        for part, values in zip(PARTS, divided(before, after, *whole), strict=True):
            told = zip(economy.categories, values, strict=True) if economy.by_category else [("", values.sum())]
            for code, value in told:
                at = economy.categories.index(code) if code else slice(None)
                inputs = {"since": float(first), "e0": before[at].sum(), "e1": after[at].sum(),
                          "E0": whole[0][at].sum(), "E1": whole[1][at].sum(),
                          "G": whole[1].sum() / whole[0].sum() - 1 if whole[0].sum() else 0.0}  # fmt: skip
                category = f"{code}.{part}" if code else part
                yield Finding(
                    row, last, category, value, before[at].sum(), status=_status(hidden), left_out=hidden, inputs=inputs
                )


@metric(
    "shift_share", unit="jobs_change", breakdowns=("industry",), finish=_parts_of_change, spans=5, told_by="part",
    **_JOBS | {"kind": "count", "direction": "up"},
)  # fmt: skip
def shift_share(shape: Shape) -> ibis.Table:
    """Change in jobs as national growth, industry mix and the region's own part (Dunn 1960)."""
    return jobs_in_parts(shape)


def _related(economy: Economy) -> Iterator[Finding]:
    """For the industries that a row lacks (LQ under 1): how much of what is related to them is there."""
    yield from economy.absent()
    places = {year: economy.places(year) for year in economy.years}
    proximities = {year: proximity(presence(table)) for year, table in places.items() if len(table)}
    for row, year in economy.measured():
        here, whole = economy.vector(row, year), economy.total(year)
        if year not in proximities or not here.sum():
            continue
        there = np.nan_to_num(concentration.location_quotient(here, whole)) >= 1
        hidden, near = sum(economy.hidden(row, year).values()), proximities[year]
        to_all, to_there = near.sum(axis=1), near @ there
        for at, value in enumerate(density(there, near)):
            category = economy.categories[at]
            if there[at] or category == "?":
                continue
            if np.isnan(value):
                yield Finding(row, year, category, None, status="missing")
                continue
            inputs = {"near": to_there[at], "all": to_all[at], "e": here[at], "places": float(len(places[year]))}
            yield Finding(row, year, category, value, here[at], status=_status(hidden), left_out=hidden, inputs=inputs)


@metric(
    "relatedness_density", unit="index", decimals=2, breakdowns=("industry",), finish=_related, level="division", **_JOBS
)  # fmt: skip
def relatedness_density(shape: Shape) -> ibis.Table:
    """Share of what is related to an industry that the area already is strong in (Hidalgo 2007; Boschma 2015)."""
    return jobs_in_parts(shape)

"""Business demography: births and deaths against what they come from, and how long companies live."""

from collections.abc import Iterator

import ibis
import numpy as np

from dashboard.metrics.catalogue import Shape, metric
from dashboard.metrics.cells import cells
from dashboard.metrics.economy import Economy, Finding
from dashboard.metrics.measures.survival import kaplan_meier
from dashboard.metrics.tables import company_flow, company_life, working_age

_RATE = {
    "kind": "rate", "counted": "companies", "sources": ("company",), "grade": "B", "preliminary": True, "decimals": 1, "flow": True,
}  # fmt: skip
OLDEST = 5  # years of age that survival is told for: those of company_life


@metric(
    "births_per_1000", unit="per_1000_working_age", per=1000, interval="poisson", **_RATE | {"facts": ("company", "working_age")}
)  # fmt: skip
def births_per_1000(shape: Shape) -> ibis.Table:
    """New companies in the year per 1 000 inhabitants aged 16–64."""
    return cells(working_age, Shape(), "persons") if shape.base else cells(company_flow, shape, "births")


@metric("birth_rate", unit="percent", per=100, interval="wilson", base_follows=True, facts=("company",), **_RATE)
def birth_rate(shape: Shape) -> ibis.Table:
    """New companies in per cent of those active in the year."""
    return cells(company_flow, shape, "active" if shape.base else "births")


@metric(
    "death_rate", unit="percent", per=100, interval="wilson", base_follows=True, facts=("company",), **_RATE | {"direction": "none"}
)  # fmt: skip
def death_rate(shape: Shape) -> ibis.Table:
    """Companies that ended in per cent of those active in the year."""
    return cells(company_flow, shape, "active" if shape.base else "deaths")


def _surviving(economy: Economy) -> Iterator[Finding]:
    """Kaplan–Meier over all companies born in the years: the share that lives to be one year old, two, and so on."""
    for row in economy.names:
        if lacking := economy.unknown(row, economy.years[-1])[0]:
            yield Finding(row, economy.years[-1], "", None, status="missing", left_out=lacking)
            continue
        at_risk, ended = np.zeros(OLDEST), np.zeros(OLDEST)
        for year in economy.years:
            found = dict(zip(economy.categories, economy.vector(row, year), strict=True))
            at_risk += [found.get(f"{age}.risk", 0.0) for age in range(OLDEST)]
            ended += [found.get(f"{age}.ended", 0.0) for age in range(OLDEST)]
        share, low, high = kaplan_meier(at_risk, ended)
        for age in range(OLDEST):
            if not at_risk[age]:
                yield Finding(row, economy.years[-1], str(age + 1), None, status="missing")
                continue
            inputs = {
                "since": float(economy.years[0]),
                "at_risk": at_risk[age],
                "ended": ended[age],
                "born": at_risk[0],
            }
            ends = {"low": low[age] * 100, "high": high[age] * 100}
            yield Finding(row, economy.years[-1], str(age + 1), share[age] * 100, at_risk[age], **ends, inputs=inputs)


@metric(
    "survival", unit="percent", finish=_surviving, cells_by="age", spans=50, breakdowns=("industry", "age"), facts=("company",),
    **_RATE | {"direction": "up"},
)  # fmt: skip
def survival(shape: Shape) -> ibis.Table:
    """Companies still there after one to five years, in per cent of those born (Kaplan–Meier, 95 % interval)."""
    counted = company_life.filter((company_life.industry != "*") if shape.by_code else (company_life.industry == "*"))
    at_risk = counted.mutate(part=counted.age + ".risk", companies=counted.at_risk)
    ended = counted.mutate(part=counted.age + ".ended", companies=counted.ended)
    return cells(at_risk.union(ended), shape._replace(breakdown="part"), "companies")

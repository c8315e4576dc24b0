"""The questions about an economy's make-up once more, in DuckDB's SQL and in pandas: see `tests.benchmarks.questions`.

e are an area's jobs in an industry, s its share of the area's jobs and w the industry's share of all jobs (Mittnorden).
"""

from collections.abc import Callable
from functools import partial

import numpy as np
import pandas as pd

from tests.benchmarks.sums import Ask, Frames

# a remainder of a section ("?") belongs to no section when divisions are compared
_DIVISIONS = "division as i, case when division = '?' then '?' else industry end as section"
_SHARES = """
    with e as (
        select area, {level}, sum(jobs)::double as e from employment where year = $year and industry <> '*' group by all
    ),
    s as (select *, e / sum(e) over (partition by area) as s, sum(e) over (partition by i) / sum(e) over () as w from e),
    n as (select count(distinct i) as n from e where e > 0)
"""
_SECTIONS = _SHARES.format(level="industry as i")
_BY_DIVISION = _SHARES.format(level=_DIVISIONS)

SQL = {
    "location_quotient": f"{_SECTIONS} select area, i, s / w from s where w > 0",
    "hhi": f"{_SECTIONS} select area, sum(s * s) from s group by area",
    "hhi_normalised": f"{_SECTIONS} select area, (sum(s * s) - 1 / n) / (1 - 1 / n) from s, n group by area, n",
    "shannon": f"{_SECTIONS} select area, -sum(s * ln(s)) from s where s > 0 group by area",
    "evenness": f"{_SECTIONS} select area, -sum(s * ln(s)) / ln(n) from s, n where s > 0 group by area, n",
    "hachman": f"{_SECTIONS} select area, 1 / sum(s * s / w) from s where s > 0 group by area",
    "krugman": f"""{_SECTIONS}
        select area, sum(abs(coalesce(s, 0) - whole.w))
        from (select distinct area from s) cross join (select i, any_value(w) as w from s group by i) as whole
        left join s using (area, i) group by area""",
    "variety_unrelated": f"""{_BY_DIVISION}
        select area, -sum(s * ln(s)) from (select area, sum(s) as s from s group by area, section) where s > 0 group by area""",
    "variety_related": f"""{_BY_DIVISION}
        select area, -sum(s * ln(s / p))
        from (select *, sum(s) over (partition by area, section) as p from s where s > 0) group by area""",
    "shift_share": """
        with e as (
            select area, industry as i, coalesce(sum(jobs) filter (where year = $year - 5), 0)::double as e0,
                coalesce(sum(jobs) filter (where year = $year), 0)::double as e1
            from employment where industry <> '*' group by all
        ),
        growth as (
            select *, sum(e1) over () / sum(e0) over () - 1 as whole,
                sum(e1) over (partition by i) / nullif(sum(e0) over (partition by i), 0) - 1 as own
            from e
        ),
        parts as (
            select area, sum(e0 * whole) as national, sum(e0 * (coalesce(own, whole) - whole)) as mix,
                sum(e1 - e0 * (1 + coalesce(own, whole))) as regional
            from growth group by area
        )
        unpivot parts on national, mix, regional""",
    "relatedness_density": f"""{_BY_DIVISION},
        present as (select area, i from s where s / w >= 1),
        spread as (select i, count(*) as k from present group by i),
        near as (
            select one.i, other.i as j, count(*) / greatest(any_value(a.k), any_value(b.k)) as near
            from present as one join present as other on other.area = one.area and other.i <> one.i
            join spread as a on a.i = one.i join spread as b on b.i = other.i
            group by all
        )
        select area, near.i, sum(near) / any_value(total)
        from near join present on present.i = near.j join (select i, sum(near) as total from near group by i) as t on t.i = near.i
        where near.i <> '?' and (area, near.i) not in (select (area, i) from present)
        group by area, near.i""",
}  # fmt: skip


def _jobs(frames: Frames, year: int, level: str = "industry") -> pd.DataFrame:
    """Jobs of a year: a row for each area, a column for each industry."""
    rows = frames["employment"]
    rows = rows[(rows.year == year) & (rows.industry != "*")]
    return rows.groupby(["area", level]).jobs.sum().unstack(fill_value=0)


def _shares(jobs: pd.DataFrame) -> pd.DataFrame:
    return jobs.div(jobs.sum(axis=1), axis=0)


def _entropy(shares: pd.DataFrame) -> pd.Series:
    return -(shares * np.log(shares.where(shares > 0))).sum(axis=1)


def _quotients(jobs: pd.DataFrame) -> pd.DataFrame:
    return _shares(jobs) / (jobs.sum() / jobs.sum().sum())


def _index(of: Callable[[pd.DataFrame, pd.Series], pd.Series], frames: Frames, year: int) -> pd.Series:
    """An index of the shares of each area, and of those of the whole."""
    jobs = _jobs(frames, year)
    whole = jobs.sum()
    return of(_shares(jobs), whole[whole > 0] / whole.sum())


def _hhi(s: pd.DataFrame) -> pd.Series:
    return (s**2).sum(axis=1)


def _variety(frames: Frames, year: int) -> tuple[pd.Series, pd.Series]:
    """Entropy of the divisions, and of the sections that these make up."""
    rows = frames["employment"]
    section = rows.industry.where(rows.division != "?", "?").groupby(rows.division).first()
    s = _shares(_jobs(frames, year, "division"))
    return _entropy(s), _entropy(s.T.groupby(section).sum().T)


def _related_variety(frames: Frames, year: int) -> pd.Series:
    whole, unrelated = _variety(frames, year)
    return whole - unrelated


def _shift_share(frames: Frames, year: int) -> pd.Series:
    before, after = _jobs(frames, year - 5).align(_jobs(frames, year), fill_value=0)
    first, last = before.sum(), after.sum()
    growth = last.sum() / first.sum() - 1
    own = (last / first - 1).where(first > 0, growth)
    parts = {"national": before * growth, "mix": before * (own - growth), "regional": after - before * (1 + own)}
    return pd.concat({name: part.sum(axis=1) for name, part in parts.items()}, axis=1).stack()


def _relatedness(frames: Frames, year: int) -> pd.Series:
    present = _quotients(_jobs(frames, year, "division")) >= 1
    there = present.to_numpy(dtype=float)
    spread = there.sum(axis=0)
    near = there.T @ there / np.maximum(np.maximum.outer(spread, spread), 1)
    np.fill_diagonal(near, 0)
    with np.errstate(invalid="ignore"):
        density = pd.DataFrame(there @ near / near.sum(axis=0), present.index, present.columns)
    return density.where(~present).drop(columns="?", errors="ignore").stack()


PANDAS: dict[str, Ask] = {
    "location_quotient": lambda frames, year: _quotients(_jobs(frames, year)).stack(),
    "hhi": partial(_index, lambda s, _: _hhi(s)),
    "hhi_normalised": partial(_index, lambda s, w: (_hhi(s) - 1 / len(w)) / (1 - 1 / len(w))),
    "shannon": partial(_index, lambda s, _: _entropy(s)),
    "evenness": partial(_index, lambda s, w: _entropy(s) / np.log(len(w))),
    "hachman": partial(_index, lambda s, w: 1 / (s**2 / w).sum(axis=1)),
    "krugman": partial(_index, lambda s, w: (s - w).abs().sum(axis=1)),
    "variety_unrelated": lambda frames, year: _variety(frames, year)[1],
    "variety_related": _related_variety,
    "shift_share": _shift_share,
    "relatedness_density": _relatedness,
}

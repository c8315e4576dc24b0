"""Each metric's question once more, as one would type it in DuckDB's SQL and in pandas, for the comparison of speed.

The question is the metric's value for each of the 46 municipalities in its latest year. All three ways start from the
same marts and end with the same numbers, which the benchmark checks: of a band the low end, and no interval of a rate.
"""

import pandas as pd

from tests.benchmarks import structures, sums
from tests.benchmarks.sums import Ask, Frames

_LEDGER = (
    "select area, verification, {what} from {table} where programme = (select key from programme where current) and {where} "
    "and year(coalesce(counted_on, (select start_on from programme where current))) <= $year group by all"
)
SQL = {
    **{name: question.sql for name, question in sums.QUESTIONS.items()},
    **structures.SQL,
    "employees": "select area, sum(employees_low)::double, sum(employees_high)::double from workplace_stock "
    "where year = $year group by area",
    "survival": """
        with lives as (
            select area, age::int + 1 as age, sum(at_risk) as at_risk, sum(ended) as ended
            from company_life where year <= $year and industry <> '*' group by all
        )
        select area, age::varchar, 100 * product(1 - ended / at_risk) over (partition by area order by age) from lives""",
    "establishments": _LEDGER.format(what="count(*)::double", table="establishment", where="counts"),
    "jobs_created": _LEDGER.format(what="sum(fte)", table="job_result", where="kind = 'created'"),
    "rd_contacts": "select area, sum(contact_points)::double from rd_capacity group by area",
}
TABLES = (
    "company_stock", "company_flow", "company_life", "workplace_stock", "job_flow", "employment", "employment_base",
    "vacancy_stock", "area_population", "population_base", "working_age", "emission", "establishment", "job_result",
    "rd_capacity", "rd_project", "programme",
)  # fmt: skip


def _employees(frames: Frames, year: int) -> pd.Series:
    rows = frames["workplace_stock"]
    ends = rows[rows.year == year].groupby("area")[["employees_low", "employees_high"]].sum()
    return ends.employees_low


def _survival(frames: Frames, year: int) -> pd.Series:
    rows = frames["company_life"]
    rows = rows[(rows.year <= year) & rows.age.isin(list("01234"))]
    lives = rows.groupby(["area", "age"])[["at_risk", "ended"]].sum()
    share = (1 - lives.ended / lives.at_risk).groupby("area").cumprod() * 100
    return share.rename(lambda age: str(int(age) + 1), level="age")


def _ledger(table: str, where: str, column: str) -> Ask:
    def ask(frames: Frames, year: int) -> pd.Series:
        current = frames["programme"][frames["programme"].current].iloc[0]
        rows = frames[table]
        rows = rows[(rows.programme == current.key) & (rows[where] if where == "counts" else rows.kind == where)]
        counted = pd.to_datetime(rows.counted_on.fillna(current.start_on))
        rows = rows[counted.dt.year <= year].assign(one=1)
        return rows.groupby(["area", "verification"])[column].sum()

    return ask


PANDAS: dict[str, Ask] = {
    **{name: question.ask for name, question in sums.QUESTIONS.items()},
    **structures.PANDAS,
    "employees": _employees,
    "survival": _survival,
    "establishments": _ledger("establishment", "counts", "one"),
    "jobs_created": _ledger("job_result", "created", "fte"),
    "rd_contacts": lambda frames, _: frames["rd_capacity"].groupby("area").contact_points.sum(),
}

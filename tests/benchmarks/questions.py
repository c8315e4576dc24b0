"""Each metric's question once more, as one would type it in DuckDB's SQL and in pandas, for the comparison of speed.

The question is the metric's value for each of the 46 municipalities in its latest year. All three ways start from the
same marts and end with the same numbers, which the benchmark checks.
"""

from collections.abc import Callable

import pandas as pd

Frames = dict[str, pd.DataFrame]


def _sum(table: str, column: str, where: str = "true") -> str:
    return f"select area, sum({column})::double from {table} where year = $year and {where} group by area"


def _rate(table: str, column: str, where: str = "true") -> str:
    return (
        f"select s.area, s.value * 1000 / p.persons from ({_sum(table, column, where)}) as s(area, value) "
        f"join population_base as p on p.area = s.area and p.year = $year"
    )


_LEDGER = (
    "select area, verification, {what} from {table} where programme = (select key from programme where current) and {where} "
    "and year(coalesce(counted_on, (select start_on from programme where current))) <= $year group by all"
)
SQL = {
    "companies": _sum("company_stock", "companies"),
    "companies_per_1000": _rate("company_stock", "companies"),
    "company_births": _sum("company_flow", "births"),
    "company_deaths": _sum("company_flow", "deaths"),
    "workplaces": _sum("workplace_stock", "workplaces"),
    "employees": "select area, sum(employees_low)::double, sum(employees_high)::double from workplace_stock "
    "where year = $year group by area",
    "jobs": _sum("employment", "jobs", "industry = '*'"),
    "jobs_per_1000": _rate("employment", "jobs", "industry = '*'"),
    "vacancies": _sum("vacancy_stock", "positions"),
    "population": "select area, persons::double from area_population where year = $year",
    "establishments": _LEDGER.format(what="count(*)::double", table="establishment", where="counts"),
    "jobs_created": _LEDGER.format(what="sum(fte)", table="job_result", where="kind = 'created'"),
    "rd_contacts": "select area, sum(contact_points)::double from rd_capacity group by area",
}
TABLES = ("company_stock", "company_flow", "workplace_stock", "employment", "vacancy_stock", "area_population",
          "population_base", "establishment", "job_result", "rd_capacity", "programme")  # fmt: skip


def _frame_sum(table: str, column: str) -> Callable[[Frames, int], pd.Series]:
    def ask(frames: Frames, year: int) -> pd.Series:
        frame = frames[table]
        frame = frame[frame.year == year]
        if table == "employment":
            frame = frame[frame.industry == "*"]
        return frame.groupby("area")[column].sum()

    return ask


def _frame_rate(table: str, column: str) -> Callable[[Frames, int], pd.Series]:
    def ask(frames: Frames, year: int) -> pd.Series:
        base = frames["population_base"]
        return _frame_sum(table, column)(frames, year) * 1000 / base[base.year == year].set_index("area").persons

    return ask


def _frame_ledger(table: str, where: str, column: str) -> Callable[[Frames, int], pd.Series]:
    def ask(frames: Frames, year: int) -> pd.Series:
        current = frames["programme"][frames["programme"].current].iloc[0]
        rows = frames[table]
        rows = rows[(rows.programme == current.key) & (rows[where] if where == "counts" else rows.kind == where)]
        counted = pd.to_datetime(rows.counted_on.fillna(current.start_on))
        rows = rows[counted.dt.year <= year].assign(one=1)
        return rows.groupby(["area", "verification"])[column].sum()

    return ask


PANDAS: dict[str, Callable[[Frames, int], pd.Series]] = {
    "companies": _frame_sum("company_stock", "companies"),
    "companies_per_1000": _frame_rate("company_stock", "companies"),
    "company_births": _frame_sum("company_flow", "births"),
    "company_deaths": _frame_sum("company_flow", "deaths"),
    "workplaces": _frame_sum("workplace_stock", "workplaces"),
    "employees": _frame_sum("workplace_stock", "employees_low"),
    "jobs": _frame_sum("employment", "jobs"),
    "jobs_per_1000": _frame_rate("employment", "jobs"),
    "vacancies": _frame_sum("vacancy_stock", "positions"),
    "population": _frame_sum("area_population", "persons"),
    "establishments": _frame_ledger("establishment", "counts", "one"),
    "jobs_created": _frame_ledger("job_result", "created", "fte"),
    "rd_contacts": lambda frames, _: frames["rd_capacity"].groupby("area").contact_points.sum(),
}

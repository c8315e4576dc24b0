"""The questions that are sums, or a sum over another, in SQL and in pandas: see `tests.benchmarks.questions`."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

Frames = dict[str, pd.DataFrame]
Ask = Callable[[Frames, int], pd.Series]


@dataclass(frozen=True)
class Sum:
    """A mart's column added up by area in a year, of the rows in which ``of`` (a column) is one of ``among``."""

    table: str
    column: str
    of: str = ""
    among: tuple[str, ...] = ()
    how: str = "sum"

    @property
    def kept(self) -> str:
        """Which rows are added up, in SQL."""
        listed = ", ".join(f"'{value}'" for value in self.among)
        return f"{self.of} in ({listed})" if self.of else "true"

    @property
    def sql(self) -> str:
        """The statement."""
        added = f"{self.how}({self.column})::double as value"
        return f"select area, {added} from {self.table} where year = $year and {self.kept} group by area"

    def ask(self, frames: Frames, year: int) -> pd.Series:
        """The same of a frame."""
        rows = frames[self.table]
        rows = rows[rows.year == year]
        if self.of:
            rows = rows[rows[self.of].isin(self.among)]
        return rows.groupby("area")[self.column].agg(self.how)


@dataclass(frozen=True)
class Rate:
    """A sum times ``per`` over another; areas without the other have none."""

    over: Sum
    under: Sum
    per: int = 100

    @property
    def sql(self) -> str:
        """The statement: two tables joined, or one read once."""
        over, under = self.over, self.under
        if over.table != under.table:
            return (
                f"select area, over_.value * {self.per} / under_.value from ({over.sql}) as over_ "
                f"join ({under.sql}) as under_ using (area) where under_.value > 0"
            )
        divided, by = (f"sum({s.column}) filter (where {s.kept})" for s in (over, under))
        return f"select area, {divided} * {self.per}.0 / {by} from {over.table} where year = $year group by area having {by} > 0"

    def ask(self, frames: Frames, year: int) -> pd.Series:
        """The same of frames."""
        return self.over.ask(frames, year) * self.per / self.under.ask(frames, year)


_JOBS = Sum("employment", "jobs", "industry", ("*",))
_TONNES = Sum("emission", "tonnes", "sector", ("*",))
_ADULTS, _PERSONS = Sum("working_age", "persons"), Sum("population_base", "persons")
_COMPANIES, _BIRTHS, _DEATHS, _ACTIVE = (
    Sum("company_stock", "companies"), *(Sum("company_flow", name) for name in ("births", "deaths", "active")),
)  # fmt: skip
_GAINED, _LOST, _MEAN = (Sum("job_flow", name) for name in ("creation_low", "destruction_low", "mean_high"))
_POSITIONS = Sum("vacancy_stock", "positions")

QUESTIONS: dict[str, Sum | Rate] = {
    "companies": _COMPANIES,
    "companies_per_1000": Rate(_COMPANIES, _PERSONS, 1000),
    "company_births": _BIRTHS,
    "company_deaths": _DEATHS,
    "births_per_1000": Rate(_BIRTHS, _ADULTS, 1000),
    "birth_rate": Rate(_BIRTHS, _ACTIVE),
    "death_rate": Rate(_DEATHS, _ACTIVE),
    "workplaces": Sum("workplace_stock", "workplaces"),
    "jobs": _JOBS,
    "jobs_per_1000": Rate(_JOBS, _PERSONS, 1000),
    "job_density": Rate(_JOBS, _ADULTS, 1),
    "job_creation": Rate(_GAINED, _MEAN),
    "job_destruction": Rate(_LOST, _MEAN),
    "vacancies": _POSITIONS,
    "vacancies_per_1000_jobs": Rate(_POSITIONS, Sum("employment_base", "jobs"), 1000),
    "higher_education_share": Rate(
        Sum("vacancy_stock", "positions", "education", ("higher",)),
        Sum("vacancy_stock", "positions", "education", ("higher", "other")),
    ),
    "bioeconomy_jobs": Sum("employment", "bio_jobs"),
    "circular_jobs": Sum("employment", "circular_jobs"),
    "emissions": _TONNES,
    "emissions_per_capita": Rate(_TONNES, _PERSONS, 1),
    "population": Sum("area_population", "persons"),
    "rd_projects": Sum("rd_project", "key", how="count"),
    "rd_funding": Sum("rd_project", "amount_eur"),
}

"""Checks that every warehouse must pass before it is swapped in: one question each, whose answer must be no rows."""

import duckdb

CHECKS = {
    "areas: 46 municipalities": "select count(*) from area where level = 'municipality' having count(*) <> 46",
    "company keys are unique": "select key from company group by key having count(*) > 1",
    "workplace keys are unique": "select key from workplace group by key having count(*) > 1",
    "national company keys are unique": "select key from national_company group by key having count(*) > 1",
    "national workplace keys are unique": "select key from national_workplace group by key having count(*) > 1",
    "companies lie in known areas": "select c.area from company c anti join area on area.key = c.area "
    "where c.area is not null",
    "workplaces lie in known areas": "select w.area from workplace w anti join area on area.key = w.area "
    "where w.area is not null",
    "industries are known": "select industry from workplace_stock anti join industry on code = industry",
    "a section holds its divisions": "select s.division from workplace_stock s join industry i on i.code = s.division "
    "where i.level = 'division' and i.parent <> s.industry",
    "employees' bands are ordered": "select key from workplace where employees_low > employees_high",
    "no person is named": "select column_name from information_schema.columns "
    "where table_name similar to '.*(person|contact_row).*'",
    "nobody is left alone among the hidden": "select area, year from employment where status = 'suppressed' and not covered "
    "and industry <> '*' and exists (select 1 from employment as t where t.area = employment.area and t.year = employment.year "
    "and t.industry = '*' and t.jobs is not null and t.status <> 'partial') group by area, year having count(*) = 1",
    "a suppressed cell has no value": "select area from employment where status = 'suppressed' and jobs is not null",
}


def check(connection: duckdb.DuckDBPyConnection) -> None:
    """Raise ValueError naming the first check that finds rows: a bug of ours, since sources reject bad rows."""
    for name, question in CHECKS.items():
        found = connection.execute(question).fetchmany(3)
        if found:
            raise ValueError(f"The new warehouse fails its check '{name}': {found}")

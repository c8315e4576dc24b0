-- Grain: area × year × industry × division × size: workplaces active on the year's stock day, and their employees as
-- the sum of the bands' ends; `unknown` workplaces have no known headcount.
create table workplace_stock as
select
    area, year::smallint as year, industry, division, size_class(employees_low, employees_high) as size,
    count(*)::int as workplaces,
    coalesce(sum(employees_low), 0)::bigint as employees_low,
    coalesce(sum(coalesce(employees_high, employees_low)), 0)::bigint as employees_high,
    count(*) filter (where employees_low is null)::int as unknown
from stg_workplace_year
group by all
order by all;

-- Grain: country × year × industry × division × size: workplaces active on the year's stock day, and of the running year their
-- employees as the sum of the bands' ends; `unknown` workplaces have no known headcount.
create table national_workplace_stock as
with years as (select unnest(range(2005, year((select as_of from warehouse)) + 1))::int as year),
active as (
    select
        w.country, y.year, w.industry, w.division,
        case when y.year = year((select as_of from warehouse)) then w.employees_low end as low,
        case when y.year = year((select as_of from warehouse)) then w.employees_high end as high
    from stg_whole_workplace as w
    join years as y
        on w.opened <= stock_day(y.year) and (w.closed is null or w.closed > stock_day(y.year)) and y.year >= w.history_from
)
select
    country, year::smallint as year, industry, division, size_class(low, high) as size, count(*)::int as workplaces,
    coalesce(sum(low), 0)::bigint as employees_low, coalesce(sum(coalesce(high, low)), 0)::bigint as employees_high,
    count(*) filter (where low is null)::int as unknown
from active
group by all
order by all;

-- Grain: country × year × industry × division × size: companies active on the year's stock day, sole traders included, as far
-- back as company_stock. Sizes are known of the running year only: registers tell the headcount of the day.
create table national_company_stock as
with years as (select unnest(range(2005, year((select as_of from warehouse)) + 1))::int as year)
select
    c.country, y.year::smallint as year, c.industry, c.division,
    case when y.year = year((select as_of from warehouse)) then size_class(c.employees_low, c.employees_high) else '?' end as size,
    count(*)::int as companies
from stg_whole_company as c
join years as y
    on c.opened <= stock_day(y.year) and (c.closed is null or c.closed > stock_day(y.year)) and y.year >= c.history_from
group by all
order by all;

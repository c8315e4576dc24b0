-- Grain: area × year × industry × division × size: companies active on the year's stock day, sole traders included.
-- A register counts backwards only to the year from which it also holds what has ended.
create table company_stock as
with years as (select unnest(range(2005, year((select as_of from warehouse)) + 1))::int as year),
sizes as (
    select company, year, size_class(sum(employees_low), sum(employees_high)) as size
    from headcount group by company, year
)
select c.area, y.year::smallint as year, c.industry, c.division, coalesce(s.size, '?') as size, count(*)::int as companies
from stg_company as c
join years as y
    on c.opened <= stock_day(y.year) and (c.closed is null or c.closed > stock_day(y.year)) and y.year >= c.history_from
left join sizes as s on s.company = c.key and s.year = y.year
where c.area is not null
group by all
order by all;

-- Grain: area × year × industry × division × size: workplaces active on the year's stock day, and their employees as
-- the sum of the bands' ends; `unknown` workplaces have no known headcount.
create table workplace_stock as
with years as (select unnest(range(2005, year((select as_of from warehouse)) + 1))::int as year)
select
    w.area, y.year::smallint as year, w.industry, w.division,
    size_class(h.employees_low, h.employees_high) as size,
    count(*)::int as workplaces,
    coalesce(sum(h.employees_low), 0)::bigint as employees_low,
    coalesce(sum(coalesce(h.employees_high, h.employees_low)), 0)::bigint as employees_high,
    count(*) filter (where h.employees_low is null)::int as unknown
from stg_workplace as w
join years as y
    on w.opened <= stock_day(y.year) and (w.closed is null or w.closed > stock_day(y.year)) and y.year >= w.history_from
left join headcount as h on h.workplace = w.key and h.year = y.year
where w.area is not null
group by all
order by all;

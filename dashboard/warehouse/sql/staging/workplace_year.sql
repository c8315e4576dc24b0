-- Grain: workplace × year: those active on the year's stock day, with their headcount as a band where one is known.
create temp table stg_workplace_year as
with years as (select unnest(range(2005, year((select as_of from warehouse)) + 1))::int as year)
select
    w.key as workplace, w.area, w.industry, w.division, y.year, w.history_from, h.employees_low, h.employees_high
from stg_workplace as w
join years as y
    on w.opened <= stock_day(y.year) and (w.closed is null or w.closed > stock_day(y.year)) and y.year >= w.history_from
left join stg_headcount as h on h.workplace = w.key and h.year = y.year
where w.area is not null;

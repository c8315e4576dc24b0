-- Grain: area × year × industry × division: companies that started (births) and ended (deaths) within the year, and those
-- that were active on any of its days, which is what birth and death rates are divided by (Eurostat–OECD 2007).
create table company_flow as
with years as (select unnest(range(2005, year((select as_of from warehouse)) + 1))::int as year)
select
    c.area, y.year::smallint as year, c.industry, c.division,
    count(*) filter (where year(c.opened) = y.year)::int as births,
    count(*) filter (where year(c.closed) = y.year)::int as deaths,
    count(*)::int as active
from stg_company as c
join years as y
    on c.opened <= stock_day(y.year) and (c.closed is null or c.closed >= make_date(y.year, 1, 1))
    and y.year >= c.history_from
where c.area is not null
group by all
order by all;

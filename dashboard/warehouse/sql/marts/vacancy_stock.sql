-- Grain: area × year × industry × division × higher education: positions open on the year's stock day.
create table vacancy_stock as
with years as (select unnest(range(2005, year((select as_of from warehouse)) + 1))::int as year)
select
    v.area, y.year::smallint as year, v.industry, v.division, v.higher_education,
    count(*)::int as advertisements, sum(v.positions)::int as positions
from vacancy as v
join years as y on v.published <= stock_day(y.year) and v.closes >= stock_day(y.year)
where v.area is not null
group by all
order by all;

-- Grain: area × year × industry × division × occupation × education: positions open on the year's stock day. Occupations are
-- the major groups of ISCO-08; education is higher, other or ? (the advertisement does not say).
create table vacancy_stock as
with years as (select unnest(range(2005, year((select as_of from warehouse)) + 1))::int as year)
select
    v.area, y.year::smallint as year, v.industry, v.division, coalesce(left(v.occupation, 1), '?') as occupation,
    case when v.higher_education then 'higher' when not v.higher_education then 'other' else '?' end as education,
    count(*)::int as advertisements, sum(v.positions)::int as positions
from vacancy as v
join years as y on v.published <= stock_day(y.year) and v.closes >= stock_day(y.year)
where v.area is not null
group by all
order by all;

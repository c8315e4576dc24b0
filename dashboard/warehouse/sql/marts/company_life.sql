-- Grain: area × year of birth × industry × division × age in whole years, zero to four: companies that reached that age (at
-- risk) and those of them that ended before the next birthday. Only companies whose next birthday could be seen by the as-of
-- date are at risk, so that the young ones' unknown future tells nothing either way. Industry "*" is all industries together.
create table company_life as
with ages as (select unnest(range(0, 5))::int as age),
lives as (
    select
        c.area, year(c.opened)::smallint as year, c.industry, c.division, a.age::varchar as age,
        count(*)::int as at_risk, count(*) filter (where c.closed < c.opened + to_years(a.age + 1))::int as ended
    from stg_company as c
    join ages as a
        on c.opened + to_years(a.age + 1) <= (select as_of from warehouse)
        and (c.closed is null or c.closed >= c.opened + to_years(a.age))
    where c.area is not null and year(c.opened) >= c.history_from
    group by all
)
select * from lives
union all by name
select area, year, '*' as industry, '*' as division, age, sum(at_risk)::int as at_risk, sum(ended)::int as ended
from lives group by all
order by all;

-- Grain: fact × area × year: what is known at all. Inside it, nothing found means zero; outside it, missing.
-- An area counts as covered once a source has said anything of it, from the year that source's history begins until its
-- newest file: what an old file does not have is not zero. The project's own records stand in record_coverage.
create table coverage as
with newest as (
    select 'company' as fact, country, max(as_of) as as_of from staged_company group by all
    union all select 'workplace', country, max(as_of) from staged_workplace group by all
    union all select 'headcount', country, max(as_of) from staged_workplace group by all
    union all select 'vacancy', country, max(as_of) from staged_vacancy group by all
    union all select 'rd_project', country, max(as_of) from staged_rd_project group by all
),
spans as (
    select 'company' as fact, area, min(year) as first from company_stock group by area
    union all select 'workplace', area, min(year) from workplace_stock group by area
    union all select 'headcount', area, min(year) from workplace_stock where unknown < workplaces group by area
    union all
    -- advertisement services are national: one that has any in a country has looked in all its municipalities;
    -- advertisements that had ended before the first file are not in it: only later year-ends are whole
    select 'vacancy', area.key, least(year(min(published)) + 1, year((select as_of from warehouse)))
    from vacancy join area on area.level = 'municipality' and left(area.key, 2) = vacancy.country
    group by area.key
    union all
    -- and so are banks of projects
    select 'rd_project', area.key, min(year)
    from rd_project join area on area.level = 'municipality' and left(area.key, 2) = rd_project.country
    group by area.key
),
years as (select unnest(range(2005, year((select as_of from warehouse)) + 1))::int as year)
select s.fact, s.area, y.year::smallint as year
from spans as s
join newest as n on n.fact = s.fact and n.country = left(s.area, 2)
join years as y
    on y.year >= s.first and y.year <= year(n.as_of)
    -- of what opens and closes within weeks, and of a year's new projects, only a file from about that day tells
    and (s.fact not in ('vacancy', 'rd_project') or stock_day(y.year) <= n.as_of + interval 31 day)
where s.area is not null
union all select distinct 'population', area, year from area_population
union all select distinct 'population_base', area, year from population_base
union all select distinct 'working_age', area, year from working_age
union all select distinct 'employment', area, year from employment where industry = '*'
union all select distinct 'employment_base', area, year from employment_base
union all select distinct 'emission', area, year from emission where sector = '*'
union all select distinct 'job_flow', area, year from job_flow where workplaces > 0
order by all;

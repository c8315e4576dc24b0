-- Grain: area × industry × division × year: jobs at workplaces. Industry "*" is the total of an area and year: the
-- publisher's own where there is one, else the sum of the published parts (status partial if any part is not published).
create table employment as
with newest as (
    select area, coalesce(industry, '?') as industry, coalesce(division, case when industry = '*' then '*' else '?' end) as division,
        year, jobs, coalesce(status, 'ok') as status
    from staged_employment
    qualify row_number() over (partition by area, industry, division, year order by as_of desc, read_at desc) = 1
),
totals as (
    select area, '*' as industry, '*' as division, year, sum(jobs) as jobs,
        case when bool_or(jobs is null) then 'partial' else 'ok' end as status
    from newest group by area, year having not bool_or(industry = '*')
)
select area, industry, division, year::smallint as year, jobs::int as jobs, status from newest
union all by name
select area, industry, division, year::smallint as year, jobs::int as jobs, status from totals
order by area, year, industry, division;

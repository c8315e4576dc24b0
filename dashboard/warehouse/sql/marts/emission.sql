-- Grain: area × sector × year: tonnes of greenhouse gases in CO2 equivalents. Sector "*" is the total: the publisher's own
-- where there is one, else the sum of the published sectors.
create table emission as
with newest as (
    select area, sector, year, tonnes, coalesce(status, 'ok') as status, source from staged_emission
    qualify row_number() over (partition by area, sector, year order by as_of desc, read_at desc) = 1
),
totals as (
    select area, '*' as sector, year, sum(tonnes) as tonnes, case when bool_or(tonnes is null) then 'partial' else 'ok' end as status,
        any_value(source) as source
    from newest group by area, year having not bool_or(sector = '*')
)
select area, sector, year::smallint as year, tonnes, status, source from newest
union all by name
select area, sector, year::smallint as year, tonnes, status, source from totals
order by area, year, sector;

-- Grain: fact × area × year: since when and until when the project's own records say anything. They may be newer than the
-- statistics, and count until their own day.
create table record_coverage as
with until as (
    select year(greatest(
        (select as_of from warehouse), (select coalesce(max(as_of), date '1900-01-01') from release where source = 'register')
    )) as year
),
years as (select unnest(range(2005, (select year from until) + 1))::smallint as year),
municipality as (select key as area from area where level = 'municipality')
select 'ledger' as fact, area, year
from municipality, years
where exists (select 1 from establishment) and year >= (select year(start_on) from programme where current)
union all
select 'research', area, year((select as_of from warehouse))::smallint
from municipality
where exists (select 1 from rd_capacity);

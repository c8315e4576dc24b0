-- Grain: area × year × industry × division: companies that started (births) and ended (deaths) within the year.
create table company_flow as
with started as (
    select area, year(opened) as year, industry, division, count(*) as births
    from stg_company where year(opened) >= history_from and area is not null group by all
),
ended as (
    select area, year(closed) as year, industry, division, count(*) as deaths
    from stg_company where year(closed) >= history_from and area is not null group by all
)
select
    area, year::smallint as year, industry, division, coalesce(births, 0)::int as births, coalesce(deaths, 0)::int as deaths
from started full join ended using (area, year, industry, division)
where year <= year((select as_of from warehouse))
order by all;

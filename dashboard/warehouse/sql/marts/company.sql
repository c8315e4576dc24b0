-- Grain: company (legal unit). Sole traders stay in the aggregates only: here they have neither name nor place.
create table company as
with latest as (
    select company, sum(employees_low) as employees_low, sum(employees_high) as employees_high
    from headcount where year = year((select as_of from warehouse)) group by company
),
workplaces as (
    select company, count(*)::int as workplaces from stg_workplace where closed is null group by company
)
select
    c.key, c.country, c.name, plain(c.name) as search_name, c.legal_form, c.area, c.area_basis, c.lat, c.lon, c.address,
    c.postcode, c.locality, c.industry, c.division, c.industry_code, c.industry_version,
    coalesce(latest.employees_low, c.employees_low)::int as employees_low,
    coalesce(latest.employees_high, c.employees_high)::int as employees_high,
    size_class(coalesce(latest.employees_low, c.employees_low), coalesce(latest.employees_high, c.employees_high)) as size,
    coalesce(workplaces.workplaces, 0) as workplaces, c.opened, c.closed, c.website, c.no_marketing,
    c.source
from stg_company as c
left join latest on latest.company = c.key
left join workplaces on workplaces.company = c.key
where not c.sole_trader
order by c.area, c.key;

-- Grain: workplace (local unit where work is done). One of a sole trader, whose name would tell who it is, has neither
-- name nor place, as in company.
create table workplace as
with told as (
    select w.* replace (
        case when c.sole_trader then null else w.name end as name,
        case when c.sole_trader then null else w.address end as address,
        case when c.sole_trader then null else w.lat end as lat,
        case when c.sole_trader then null else w.lon end as lon
    )
    from stg_workplace as w
    left join stg_company as c on c.key = w.company
)
select
    w.key, w.company, w.orgnr, w.country, w.register_kind, w.name, plain(w.name) as search_name, w.area, w.area_basis,
    w.lat, w.lon, w.address, w.postcode, w.locality, w.industry, w.division, w.industry_code, w.industry_version,
    w.employees_low::int as employees_low, w.employees_high::int as employees_high,
    size_class(w.employees_low, w.employees_high) as size, w.opened, w.closed, w.detail, w.source,
    year(w.opened)::smallint as first_year,
    coalesce(year(w.closed), 9999)::smallint as last_year,
    case when w.company is null then party(w.country, w.country || '-' || w.orgnr, w.name, w.area) end as party
from told as w
order by w.area, w.key;

-- Grain: workplace (local unit where work is done).
create table workplace as
select
    w.key, w.company, w.orgnr, w.country, w.register_kind, w.name, plain(w.name) as search_name, w.area, w.area_basis,
    w.lat, w.lon, w.address, w.postcode, w.locality, w.industry, w.division, w.industry_code, w.industry_version,
    w.employees_low::int as employees_low, w.employees_high::int as employees_high,
    size_class(w.employees_low, w.employees_high) as size, w.opened, w.closed, w.detail, w.source,
    year(w.opened)::smallint as first_year,
    coalesce(year(w.closed), 9999)::smallint as last_year
from stg_workplace as w
order by w.area, w.key;

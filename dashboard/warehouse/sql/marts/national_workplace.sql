-- Grain: workplace in a country that is kept whole (DASHBOARD_AREA), the region's included; empty without. Those of sole
-- traders have no name.
create table national_workplace as
select
    w.key, w.company, w.country, case when not coalesce(c.sole_trader, false) then w.name end as name, w.area, w.industry,
    w.division, w.employees_low::int as employees_low, w.employees_high::int as employees_high,
    size_class(w.employees_low, w.employees_high) as size, w.opened, w.closed, w.source
from stg_whole_workplace as w
left join stg_whole_company as c on c.key = w.company
order by w.country, w.area, w.key;

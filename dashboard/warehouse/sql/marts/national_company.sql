-- Grain: company of a country that is kept whole (DASHBOARD_AREA), the region's included; empty without. Sole traders have no
-- name. The area is as stated, NO-0301 or SE-0180, or the country where no more is known; headcounts are the register's own.
create table national_company as
select
    key, country, case when not sole_trader then name end as name, legal_form, area, industry, division,
    employees_low::int as employees_low, employees_high::int as employees_high, size_class(employees_low, employees_high) as size,
    opened, closed, no_marketing, source
from stg_whole_company
order by country, area, key;

-- Grain: company key. The newest release that has it wins; absent from a newer complete register means ended.
create temp table stg_company as
with newest_complete as (
    select source, max(as_of) as as_of from release where complete group by source
),
first_seen as (
    select key, min(as_of) as first_as_of, min(history_from) as history_from from staged_company group by key
)
select
    c.key, c.country, c.name, c.legal_form, coalesce(c.sole_trader, false) as sole_trader, c.area, c.lat, c.lon,
    c.address, c.postcode, c.locality, coalesce(c.industry, '?') as industry, coalesce(c.division, '?') as division,
    c.industry_code, c.industry_version,
    coalesce(c.employees_low, c.employees) as employees_low, coalesce(c.employees_high, c.employees) as employees_high,
    coalesce(c.opened, f.first_as_of) as opened,
    case
        when c.closed < c.opened then c.opened  -- registers state such rows: they lasted no time
        when c.closed is not null then c.closed
        when c.as_of < n.as_of then n.as_of
    end as closed,
    c.website, c.source, f.history_from
from staged_company as c
join first_seen as f using (key)
left join newest_complete as n using (source)
qualify row_number() over (partition by c.key order by c.as_of desc, c.read_at desc) = 1;

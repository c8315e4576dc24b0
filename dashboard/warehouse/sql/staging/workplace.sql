-- Grain: workplace key. The newest release wins; an inspection object, plant or place counts only where no register
-- row has the same organisation number in the same municipality.
create temp table stg_workplace as
with newest_complete as (
    select source, max(as_of) as as_of from release where complete group by source
),
first_seen as (
    select key, min(as_of) as first_as_of, min(history_from) as history_from from staged_workplace group by key
),
newest as (
    select
        w.key, w.company, w.orgnr, w.country, w.register_kind, w.name, w.area, w.lat, w.lon, w.area_basis, w.address,
        w.postcode, w.locality, coalesce(w.industry, '?') as industry, coalesce(w.division, '?') as division,
        w.industry_code, w.industry_version,
        coalesce(w.employees_low, w.employees) as employees_low,
        coalesce(w.employees_high, w.employees) as employees_high,
        coalesce(w.opened, f.first_as_of) as opened,
        case
        when w.closed < w.opened then w.opened  -- registers state such rows: they lasted no time
        when w.closed is not null then w.closed
        when w.as_of < n.as_of then n.as_of
    end as closed,
        w.detail, w.source, f.history_from
    from staged_workplace as w
    join first_seen as f using (key)
    left join newest_complete as n using (source)
    qualify row_number() over (partition by w.key order by w.as_of desc, w.read_at desc) = 1
),
registered as (
    select distinct orgnr, area from newest where register_kind = 'register' and orgnr is not null
)
select newest.* from newest
left join registered on newest.orgnr = registered.orgnr and newest.area = registered.area
where newest.register_kind = 'register' or registered.orgnr is null;

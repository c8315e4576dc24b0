-- Grain: workplace key. The newest release wins; an inspection object, plant or place counts only where no register
-- row has the same organisation number in the same municipality.
create temp table stg_workplace as
with next_complete as (  -- the first whole register after each day of a source: what is not in it had ended by then
    select s.source, s.as_of, min(n.as_of) filter (where n.as_of > s.as_of) as gone
    from (select distinct source, as_of from release) as s
    join release as n on n.source = s.source and n.complete
    group by all
),
first_seen as (
    select key, min(as_of) as first_as_of, min(history_from) as history_from from staged_workplace group by key
),
-- of what was struck off, a register tells only the number, the name, the form and the day: the rest is as it was before
struck_off as (
    select source, key, max(closed) as closed, max(as_of) as as_of from staged_workplace
    where closed is not null and area is null group by source, key
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
            when coalesce(w.closed, s.closed) < w.opened then w.opened  -- registers state such rows: they lasted no time
            else coalesce(w.closed, s.closed, n.gone)
        end as closed,
        w.detail, w.source, f.history_from
    from staged_workplace as w
    join first_seen as f using (key)
    left join next_complete as n on n.source = w.source and n.as_of = w.as_of
    left join struck_off as s on s.source = w.source and s.key = w.key and s.as_of >= w.as_of
    qualify row_number() over (
        partition by w.key order by w.closed is not null and w.area is null, w.as_of desc, w.read_at desc
    ) = 1
),
registered as (
    select distinct orgnr, area from newest where register_kind = 'register' and orgnr is not null
)
select newest.* from newest
left join registered on newest.orgnr = registered.orgnr and newest.area = registered.area
where newest.register_kind = 'register' or registered.orgnr is null;

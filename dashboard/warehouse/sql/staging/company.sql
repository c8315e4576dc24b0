-- Grain: company key. Of each source the newest release that has it wins; absent from a newer complete register means ended.
-- Swedish companies stand in two registers, which are laid together fact by fact: Bolagsverket's file, and its answers about
-- single companies, go first for name, form, beginning and end; SCB's file and those answers for place, industry, headcount
-- and activity. SCB tells no days: a company that it no longer calls active ended on the day of the first file that says so,
-- and one that it never called active is none.
create temp table stg_company as
with next_complete as (  -- the first whole register after each day of a source: what is not in it had ended by then
    select s.source, s.as_of, min(n.as_of) filter (where n.as_of > s.as_of) as gone
    from (select distinct source, as_of from release) as s
    join release as n on n.source = s.source and n.complete
    group by all
),
first_seen as (
    select key, min(as_of) as first_as_of, min(history_from) as history_from from staged_company group by key
),
-- of what was struck off, a register tells only the number, the name, the form and the day: the rest is as it was before
struck_off as (
    select key, source, max(closed) as closed, max(as_of) as as_of from staged_company
    where closed is not null and area is null group by key, source
),
told as (
    select
        c.*, coalesce(c.closed, s.closed) as ended, n.source is not null as whole, n.gone
    from staged_company as c
    left join next_complete as n on n.source = c.source and n.as_of = c.as_of
    left join struck_off as s on s.key = c.key and s.source = c.source and s.as_of >= c.as_of
    qualify row_number() over (
        partition by c.key, c.source order by c.closed is not null and c.area is null, c.as_of desc, c.read_at desc
    ) = 1
),
ranked as (
    select
        *,
        row_number() over (
            partition by key order by gone is not null, source = 'scb-foretag', as_of desc, read_at desc
        ) as for_register,
        row_number() over (
            partition by key order by gone is not null, source = 'bolagsverket', as_of desc, read_at desc
        ) as for_statistics
    from told
),
laid_together as (
    select
        key, arg_min(country, for_register) as country, arg_min(name, for_register) as name,
        arg_min(legal_form, for_register) as legal_form, coalesce(bool_or(sole_trader), false) as sole_trader,
        bool_or(no_marketing) as no_marketing, arg_min(opened, for_register) as opened,
        max(ended) filter (where for_register = 1) as ended,
        -- an answer about one company that is newer than the registers without it keeps it
        case when bool_and(gone is not null) filter (where whole)
            and coalesce(max(as_of) filter (where not whole) < max(gone), true) then max(gone) end as gone,
        arg_min(website, for_register) as website, arg_min(source, for_register) as source,
        arg_min({'area': area, 'basis': area_basis, 'lat': lat, 'lon': lon, 'address': address, 'postcode': postcode,
            'locality': locality}, for_statistics) filter (where area is not null) as seat,
        arg_min({'section': industry, 'division': division, 'code': industry_code, 'version': industry_version},
            for_statistics) filter (where industry is not null) as industry,
        arg_min({'low': coalesce(employees_low, employees), 'high': coalesce(employees_high, employees)}, for_statistics)
            filter (where coalesce(employees, employees_low, employees_high) is not null) as employees
    from ranked group by key
),
activity as (
    select key, any_value(active_on) as active_on, min(as_of) filter (where not active and as_of > active_on) as idle_since
    from (
        select key, active, as_of, max(as_of) filter (where active) over (partition by key) as active_on
        from staged_company where active is not null
    )
    group by key
)
select
    c.key, c.country, c.name, c.legal_form, c.sole_trader, c.no_marketing, c.seat.area as area, c.seat.basis as area_basis,
    c.seat.lat as lat, c.seat.lon as lon, c.seat.address as address, c.seat.postcode as postcode, c.seat.locality as locality,
    coalesce(c.industry.section, '?') as industry, coalesce(c.industry.division, '?') as division,
    c.industry.code as industry_code, c.industry.version as industry_version,
    c.employees.low as employees_low, c.employees.high as employees_high,
    coalesce(c.opened, f.first_as_of) as opened,
    case
        when c.ended < c.opened then c.opened  -- registers state such rows: they lasted no time
        else coalesce(c.ended, c.gone, a.idle_since)
    end as closed,
    c.website, c.source, f.history_from
from laid_together as c
join first_seen as f using (key)
left join activity as a using (key)
where a.key is null or a.active_on is not null;

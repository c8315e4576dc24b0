-- Grain: identifier of a research organisation, with the names to find it by. `area` is empty for those seated elsewhere.
create table organisation_id as
select key, scheme, id, country, name, name_sv, name_nb, name_en, string_split(names, '|') as names, kind, active, area, lat, lon,
    locality, website, source,
    case when area is not null
        then party(country, null, case country when 'SE' then coalesce(name_sv, name) else coalesce(name_nb, name) end, area)
    end as party
from staged_organisation_id
qualify row_number() over (partition by key order by as_of desc, read_at desc) = 1
order by key;

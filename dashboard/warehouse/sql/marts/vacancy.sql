-- Grain: advertisement. Positions advertised; open from the day it was published until the day it closes. A removed or
-- inactive one tells little more than when it closed: where it was and what it asked for stand in the rows before.
create table vacancy as
with told as (
    select
        key, country, employer, employer_name, title, lat, lon, industry, division, closes, source,
        first_value(area ignore nulls) over earlier as area,
        first_value(occupation ignore nulls) over earlier as occupation,
        first_value(positions ignore nulls) over earlier as positions,
        first_value(higher_education ignore nulls) over earlier as higher_education,
        first_value(published ignore nulls) over earlier as published
    from staged_vacancy
    window earlier as (
        partition by key order by as_of desc, read_at desc rows between current row and unbounded following
    )
    qualify row_number() over (partition by key order by as_of desc, read_at desc) = 1
)
select
    key, country, employer, employer_name, title, area, lat, lon, coalesce(industry, '?') as industry,
    coalesce(division, '?') as division, occupation, coalesce(positions, 1)::int as positions, higher_education,
    published, coalesce(closes, published + interval 30 day)::date as closes, source,
    party(country, employer, employer_name, area) as party
from told
where area is not null and published is not null
order by area, key;

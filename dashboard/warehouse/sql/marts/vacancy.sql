-- Grain: advertisement. Positions advertised; open from the day it was published until the day it closes.
create table vacancy as
select
    key, country, employer, employer_name, title, area, lat, lon, coalesce(industry, '?') as industry,
    coalesce(division, '?') as division, occupation, coalesce(positions, 1)::int as positions, higher_education,
    published, coalesce(closes, published + interval 30 day)::date as closes, source
from staged_vacancy
qualify row_number() over (partition by key order by as_of desc, read_at desc) = 1
order by area, key;

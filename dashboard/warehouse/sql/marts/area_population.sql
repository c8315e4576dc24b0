-- Grain: area × year: inhabitants on 31 December. A figure of 1 January is the stock of the year before.
-- Only what was published: nothing is carried forward.
create table area_population as
with published as (
    select area, day, persons, 0 as rank, date '1900-01-01' as as_of from reference_population
    union all by name
    select area, day, persons, 1 as rank, as_of from staged_population
    where coalesce(sex, 'total') = 'total' and coalesce(age, 'total') = 'total'
        -- a month's stock is not the year's
        and ((month(day) = 12 and day(day) = 31) or (month(day) = 1 and day(day) = 1))
)
select
    area, case when month(day) = 1 and day(day) = 1 then year(day) - 1 else year(day) end as year,
    persons, day as published_day
from published
where persons is not null
qualify row_number() over (partition by area, year order by rank desc, as_of desc, day desc) = 1;

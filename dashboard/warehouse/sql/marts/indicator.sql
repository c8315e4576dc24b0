-- Grain: indicator × area × period × breakdown: a figure as its publisher gives it, unprocessed. Inhabitants by sex and age of
-- counties and countries are among them: no municipality's number is made of them.
create table indicator as
with published as (
    select indicator, title, unit, area, period, breakdown, value, status, source, as_of, read_at from staged_indicator
    union all
    select
        'population', null, null, area, strftime(day, '%Y-%m-%d'), concat_ws(' · ', nullif(sex, 'total'), nullif(age, 'total')),
        persons, 'ok', source, as_of, read_at
    from staged_population where not regexp_matches(area, '[0-9]{4}$')
)
select
    indicator, title, unit, area, period, coalesce(breakdown, '') as breakdown, value::double as value,
    coalesce(status, 'ok') as status, source, as_of
from published
qualify row_number() over (partition by source, indicator, area, period, breakdown order by as_of desc, read_at desc) = 1
order by source, indicator, area, period, breakdown;

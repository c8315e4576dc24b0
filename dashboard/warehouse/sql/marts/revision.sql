-- Grain: fact × source × area × period × breakdown × release: a figure that a release states otherwise than the release of
-- that source which stated it before. A figure that was withheld before or is now is no revision. Of figures that the build
-- protects nothing is told: two states of them side by side could give away what each of them hides. `compared`: how many
-- figures of that fact the release states again.
create table revision as
with stated as (
    select 'population' as fact, source, null as indicator, null as title, area, strftime(day, '%Y-%m-%d') as period,
        concat_ws(' · ', nullif(sex, 'total'), nullif(age, 'total')) as breakdown, persons::double as value, as_of, read_at
    from staged_population
    union all
    select 'employment', source, null, null, area, year::varchar, coalesce(division, nullif(industry, '*'), ''), jobs,
        as_of, read_at
    from staged_employment semi join (select source from disclosure where threshold = 0) using (source)
    union all
    select 'emission', source, null, null, area, year::varchar, coalesce(nullif(sector, '*'), ''), tonnes, as_of, read_at
    from staged_emission
    union all
    select 'indicator', source, indicator, title, area, period, coalesce(breakdown, ''), value, as_of, read_at
    from staged_indicator
    union all
    select 'exchange_rate', source, null, null, null, year::varchar, currency, per_eur, as_of, read_at from staged_exchange_rate
),
compared as (
    select *, lag(value) over figure as before, lag(as_of) over figure as before_as_of
    from stated where value is not null and source in (select source from release group by source having count(*) > 1)
    window figure as (partition by fact, source, indicator, area, period, breakdown order by as_of, read_at)
)
select fact, source, indicator, title, area, period, breakdown, before, value as after, before_as_of, as_of, read_at,
    count(*) over (partition by fact, source, as_of, read_at) as compared
from compared where before is not null
qualify value <> before
order by fact, source, as_of, read_at, indicator, area, period, breakdown;

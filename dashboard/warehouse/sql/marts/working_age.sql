-- Grain: area × year: inhabitants aged 16 to 64, what business births and job density are divided by: the newest published
-- by then, at most two years old. Published age groups that reach beyond these ages count with their share of years.
create table working_age as
with groups as (
    select
        area, day, sex, persons, as_of, read_at,
        regexp_extract(age, '^([0-9]+)', 1)::int as first_age,
        coalesce(nullif(regexp_extract(age, '^[0-9]+-([0-9]+)$', 1), ''), regexp_extract(age, '^([0-9]+)$', 1))::int as last_age
    from staged_population
    where regexp_matches(age, '^[0-9]+(-[0-9]+)?$')
    qualify row_number() over (partition by area, day, sex, age order by as_of desc, read_at desc) = 1
),
inside as (
    select
        *, greatest(least(last_age, 64) - greatest(first_age, 16) + 1, 0) as years,
        last_age - first_age + 1 as width
    from groups
),
by_sex as (
    select area, day, coalesce(sex, 'total') as sex, sum(persons * years / width) as persons, sum(years) as years
    from inside group by all
),
-- both sexes as published, else the sum of two; a day on which some of the ages are lacking is not counted
days as (
    select
        area, day,
        coalesce(sum(persons) filter (where sex = 'total' and years = 49), sum(persons) filter (where sex <> 'total')) as persons
    from by_sex group by area, day
    having count(*) filter (where sex = 'total' and years = 49) = 1
        or (count(*) filter (where sex <> 'total') = 2 and bool_and(years = 49))
),
stocks as (
    select area, case when month(day) = 1 and day(day) = 1 then year(day) - 1 else year(day) end as year, day, persons
    from days
    qualify row_number() over (partition by area, case when month(day) = 1 and day(day) = 1 then year(day) - 1 else year(day) end order by day desc) = 1
),
years as (select unnest(range(2005, year((select as_of from warehouse)) + 1))::smallint as year)
select s.area, y.year, round(s.persons)::bigint as persons, s.day as published_day
from years as y
join stocks as s on s.year between y.year - 2 and y.year
qualify row_number() over (partition by s.area, y.year order by s.year desc) = 1;

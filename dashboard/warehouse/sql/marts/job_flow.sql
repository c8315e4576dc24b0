-- Grain: area × year × industry × division: employees gained and lost since the year before at the same workplaces, those
-- that opened or closed in between among them (Davis and Haltiwanger 1992). Where headcounts are bands the flows are the
-- least and the most that these allow; `unknown` workplaces lack a headcount in one of the two years, or its upper end.
create table job_flow as
with pairs as (
    select
        coalesce(after.area, before.area) as area, coalesce(after.year, before.year + 1) as year,
        coalesce(after.industry, before.industry) as industry, coalesce(after.division, before.division) as division,
        coalesce(after.history_from, before.history_from) as history_from,
        case when before.workplace is null then 0 else before.employees_low end as before_low,
        case when before.workplace is null then 0 else before.employees_high end as before_high,
        case when after.workplace is null then 0 else after.employees_low end as after_low,
        case when after.workplace is null then 0 else after.employees_high end as after_high
    from stg_workplace_year as after
    full join stg_workplace_year as before on before.workplace = after.workplace and before.year = after.year - 1
),
known as (
    select *, before_low + before_high + after_low + after_high is not null as known from pairs
    where year > history_from and year <= year((select as_of from warehouse))
)
select
    area, year::smallint as year, industry, division,
    coalesce(sum(greatest(after_low - before_high, 0)) filter (where known), 0)::bigint as creation_low,
    coalesce(sum(greatest(after_high - before_low, 0)) filter (where known), 0)::bigint as creation_high,
    coalesce(sum(greatest(before_low - after_high, 0)) filter (where known), 0)::bigint as destruction_low,
    coalesce(sum(greatest(before_high - after_low, 0)) filter (where known), 0)::bigint as destruction_high,
    coalesce(sum(before_low + after_low) filter (where known), 0) / 2 as mean_low,
    coalesce(sum(before_high + after_high) filter (where known), 0) / 2 as mean_high,
    count(*) filter (where known)::int as workplaces,
    count(*) filter (where not known)::int as unknown
from known
group by all
order by all;

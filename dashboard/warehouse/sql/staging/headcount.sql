-- Grain: workplace × year. History as its source states it; the running year from the register row itself.
create temp table stg_headcount as
with stated as (
    select
        workplace, year,
        coalesce(employees_low, employees) as employees_low, coalesce(employees_high, employees) as employees_high
    from staged_headcount
    qualify row_number() over (partition by workplace, year order by as_of desc, read_at desc) = 1
),
running as (
    select key as workplace, year((select as_of from warehouse)) as year, employees_low, employees_high
    from stg_workplace where employees_low is not null and closed is null
)
select * from stated
union all by name
select running.* from running anti join stated using (workplace, year);

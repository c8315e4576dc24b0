-- Grain: area × year: what vacancies are divided by: the newest total of jobs published by then, at most two years old.
create table employment_base as
with years as (select unnest(range(2005, year((select as_of from warehouse)) + 1))::smallint as year)
select e.area, y.year, e.jobs::bigint as jobs, e.year as published_year
from years as y
join employment as e on e.year between y.year - 2 and y.year and e.industry = '*' and e.jobs is not null
qualify row_number() over (partition by e.area, y.year order by e.year desc) = 1;

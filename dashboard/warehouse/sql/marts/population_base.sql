-- Grain: area × year: what rates of the year are divided by: the newest population published by then, at most two
-- years old. The day it describes stands beside it, and every rate says it.
create table population_base as
with years as (select unnest(range(2005, year((select as_of from warehouse)) + 1))::smallint as year)
select p.area, y.year, p.persons, p.published_day
from years as y
join area_population as p on p.year between y.year - 2 and y.year
qualify row_number() over (partition by p.area, y.year order by p.year desc) = 1;

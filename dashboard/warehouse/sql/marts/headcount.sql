-- Grain: workplace × year: persons employed on the year's stock day, as a band whose ends are equal when exact.
create table headcount as
select h.workplace, w.company, h.year::smallint as year, h.employees_low, h.employees_high
from stg_headcount as h
join stg_workplace as w on w.key = h.workplace
order by w.company, h.workplace, h.year;

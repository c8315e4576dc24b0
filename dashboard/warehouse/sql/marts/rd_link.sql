-- Grain: link between a company and a unit. Name and area are the company register's where it has them.
create table rd_link as
select l.key, l.unit, u.organisation, l.company, coalesce(c.name, l.name) as name, coalesce(c.area, l.area) as area,
    u.area as unit_area, l.form, l.started
from staged_rd_link as l
left join rd_unit as u on u.key = l.unit
left join company as c on c.key = l.company
qualify row_number() over (partition by l.key order by l.as_of desc, l.read_at desc) = 1;

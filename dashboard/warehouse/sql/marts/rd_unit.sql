-- Grain: unit of an R&D organisation.
create table rd_unit as
select * exclude (source, as_of, read_at, history_from) from staged_rd_unit
qualify row_number() over (partition by key order by as_of desc, read_at desc) = 1;

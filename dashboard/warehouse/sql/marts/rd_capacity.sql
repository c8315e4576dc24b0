-- Grain: organisation × unit × function × field × area: how many contact points there are, never who.
create table rd_capacity as
select * exclude (source, as_of, read_at, history_from) from staged_rd_capacity
qualify row_number() over (
    partition by organisation, unit_sv, function_sv, field, area order by as_of desc, read_at desc
) = 1;

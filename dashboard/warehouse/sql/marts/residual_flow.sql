-- Grain: residual flow.
create table residual_flow as
select * exclude (source, as_of, read_at, history_from) from staged_residual_flow
qualify row_number() over (partition by key order by as_of desc, read_at desc) = 1;

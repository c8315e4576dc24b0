-- Grain: cluster.
create table cluster as
select * exclude (source, as_of, read_at, history_from) from staged_cluster
qualify row_number() over (partition by key order by as_of desc, read_at desc) = 1;

-- Grain: cluster × member.
create table cluster_member as
select * exclude (source, as_of, read_at, history_from) from staged_cluster_member
qualify row_number() over (partition by cluster, member order by as_of desc, read_at desc) = 1;

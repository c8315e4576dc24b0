-- Grain: meeting of a cluster or working group.
create table meeting as
select * exclude (source, as_of, read_at, history_from) from staged_meeting
qualify row_number() over (partition by key order by as_of desc, read_at desc) = 1;

-- Grain: policy item: finding, proposal, decision, follow-up.
create table policy_item as
select * exclude (source, as_of, read_at, history_from) from staged_policy_item
qualify row_number() over (partition by key order by as_of desc, read_at desc) = 1;

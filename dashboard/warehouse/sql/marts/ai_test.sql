-- Grain: test of an AI method.
create table ai_test as
select * exclude (source, as_of, read_at, history_from) from staged_ai_test
qualify row_number() over (partition by key order by as_of desc, read_at desc) = 1;

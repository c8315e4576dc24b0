-- Grain: company's need, without its name and words.
create table need as
select * exclude (source, as_of, read_at, history_from) from staged_need
qualify row_number() over (partition by key order by as_of desc, read_at desc) = 1;

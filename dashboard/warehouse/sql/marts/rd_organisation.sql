-- Grain: rd organisation. `source` says whether a publisher or the project's own register names it.
create table rd_organisation as
select * exclude (as_of, read_at, history_from) from staged_rd_organisation
qualify row_number() over (partition by key order by as_of desc, read_at desc) = 1;

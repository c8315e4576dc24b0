-- Grain: rd organisation. `source` says whether a publisher or the project's own register names it.
create table rd_organisation as
select * exclude (as_of, read_at, history_from),
    party(country, company, case country when 'SE' then coalesce(name_sv, name_en) else coalesce(name_nb, name_en) end, area) as party
from staged_rd_organisation
qualify row_number() over (partition by key order by as_of desc, read_at desc) = 1;

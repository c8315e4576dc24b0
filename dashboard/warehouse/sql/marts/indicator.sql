-- Grain: indicator × area × period × breakdown: a figure as its publisher gives it, unprocessed.
create table indicator as
select indicator, title, unit, area, period, coalesce(breakdown, '') as breakdown, value, coalesce(status, 'ok') as status, source, as_of
from staged_indicator
qualify row_number() over (partition by source, indicator, area, period, breakdown order by as_of desc, read_at desc) = 1
order by source, indicator, area, period, breakdown;

-- Grain: research project × organisation in the area. Amounts are also given in euro at the average rate of the year the
-- project began, or where that year has none yet at the newest rate before it.
create table rd_project as
with newest as (
    select * from staged_rd_project
    qualify row_number() over (partition by key order by as_of desc, read_at desc) = 1
)
select
    p.key, p.country, p.organisation, p.organisation_name, p.area, p.title, p.programme, p.role, p.amount, p.currency,
    round(p.amount / r.per_eur, 2) as amount_eur, r.year as rate_year, year(p.started)::smallint as year, p.started, p.ended, p.source
from newest as p
asof left join exchange_rate as r on r.currency = p.currency and year(p.started) >= r.year
order by p.area, p.key;

-- Grain: research project × organisation in the area. Amounts are also given in euro at the average rate of the year the
-- project began, or where that year has none yet at the newest rate before it.
-- An organisation's part in a project that two sources have (an EU grant in CORDIS and at Forskningsrådet) is told by the
-- newer of them; a project of NVA, which has no amounts, by its funder's own data where that has the grant.
create table rd_project as
with newest as (
    select * from staged_rd_project
    where source <> 'nva' or grant_number is null or grant_number not in (
        select grant_number from staged_rd_project where source <> 'nva' and grant_number is not null
    )
    qualify row_number() over (
        partition by coalesce(grant_number || ' ' || organisation, key) order by as_of desc, read_at desc
    ) = 1
)
select
    p.key, p.country, p.organisation, p.organisation_name, p.area, p.title, p.programme, p.role, p.amount, p.currency,
    round(p.amount / r.per_eur, 2) as amount_eur, r.year as rate_year, year(p.started)::smallint as year, p.started, p.ended, p.source,
    p.grant_number,
    party(p.country, p.organisation, p.organisation_name, p.area) as party
from newest as p
asof left join exchange_rate as r on r.currency = p.currency and year(p.started) >= r.year
order by p.area, p.key;

-- Grain: claimed result of the goal ledger. `counts` says whether it may count: not lost, not a transfer within the
-- region, and not the second row of a firm that is registered on both sides of the border (whichever names the other).
-- A lead has no name here, nor has one that was lost before it decided: who considers to come is the business's own affair.
create table establishment as
with newest as (
    select *, stage <> 'lost' and not coalesce(transfer, false) as may_count,
        stage in ('decided', 'opened', 'operating') or decided_on is not null as told
    from staged_establishment
    qualify row_number() over (partition by key order by as_of desc, read_at desc) = 1
)
select
    e.key, coalesce(e.programme, (select key from programme where current)) as programme,
    case when e.told then e.name end as name, case when e.told then e.company end as company, e.area,
    coalesce(i.parent, i.code, '?') as industry, case when i.level = 'division' then i.code else '?' end as division,
    e.stage, e.lead_on, e.decided_on, e.opened_on, e.operating_on, e.lost_on,
    coalesce(e.verification, 'expected') as verification, e.verified_on, case when e.told then e.evidence end as evidence,
    e.activity,
    coalesce(e.transfer, false) as transfer, e.counted_with,
    coalesce(e.verified_on, e.opened_on, e.operating_on, e.decided_on, e.lead_on) as counted_on,
    e.may_count and not exists (
        select 1 from newest as other
        where (other.key = e.counted_with or other.counted_with = e.key) and other.key < e.key and other.may_count
    ) as counts,
    case when e.told and e.company is null then party(left(e.area, 2), null, e.name, e.area) end as party
from newest as e
left join industry as i on i.code = e.industry;

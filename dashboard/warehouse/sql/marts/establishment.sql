-- Grain: claimed result of the goal ledger. `counts` says whether it may count: not lost, not a transfer within the
-- region, and not the second row of a firm that is registered on both sides of the border.
create table establishment as
with newest as (
    select * from staged_establishment
    qualify row_number() over (partition by key order by as_of desc, read_at desc) = 1
)
select
    e.key, coalesce(e.programme, (select key from programme where current)) as programme, e.name, e.company, e.area,
    coalesce(i.parent, i.code, '?') as industry, case when i.level = 'division' then i.code else '?' end as division,
    e.stage, e.lead_on, e.decided_on, e.opened_on, e.operating_on, e.lost_on,
    coalesce(e.verification, 'expected') as verification, e.verified_on, e.evidence, e.activity,
    coalesce(e.transfer, false) as transfer, e.counted_with,
    coalesce(e.verified_on, e.opened_on, e.operating_on, e.decided_on, e.lead_on) as counted_on,
    e.stage <> 'lost' and not coalesce(e.transfer, false)
        and (e.counted_with is null or not exists (
            select 1 from newest as other where other.key = e.counted_with and other.key < e.key
        )) as counts
from newest as e
left join industry as i on i.code = e.industry;

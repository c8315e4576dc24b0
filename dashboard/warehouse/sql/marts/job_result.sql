-- Grain: claimed job result of the goal ledger, in full-time equivalents; created and maintained are kept apart.
-- `counts` says whether it may count: a job of its own (not construction-phase, indirect or induced), not moved within the
-- region, and at an establishment that was neither lost nor itself a transfer.
create table job_result as
select
    j.key, coalesce(j.programme, (select key from programme where current)) as programme, j.establishment,
    coalesce(j.area, e.area) as area, j.kind, j.fte, j.from_on, coalesce(j.higher_education, false) as higher_education, j.contract,
    coalesce(j.effect, 'direct') as effect, coalesce(j.moved, e.transfer, false) as moved,
    coalesce(j.verification, 'expected') as verification, j.verified_on,
    case when e.name is not null or coalesce(e.stage, '') not in ('lead', 'lost') then j.evidence end as evidence,
    coalesce(j.verified_on, j.from_on) as counted_on,
    coalesce(j.effect, 'direct') = 'direct' and not coalesce(j.moved, e.transfer, false)
        and coalesce(e.stage <> 'lost', true) as counts
from staged_job_result as j
left join establishment as e on e.key = j.establishment
qualify row_number() over (partition by j.key order by j.as_of desc, j.read_at desc) = 1;

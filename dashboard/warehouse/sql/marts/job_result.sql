-- Grain: claimed job result of the goal ledger, in full-time equivalents; created and maintained are kept apart.
create table job_result as
select
    key, coalesce(programme, (select key from programme where current)) as programme, establishment, area, kind, fte,
    from_on, coalesce(higher_education, false) as higher_education, coalesce(verification, 'expected') as verification,
    verified_on, evidence, coalesce(verified_on, from_on) as counted_on
from staged_job_result
qualify row_number() over (partition by key order by as_of desc, read_at desc) = 1;

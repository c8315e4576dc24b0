-- Grain: area × industry × division × year: jobs at workplaces, after disclosure control. Industry "*" is the total of an
-- area and year: the publisher's own where there is one, else the sum of the published parts. A division "?" holds what its
-- section has beyond the divisions published. `hidden`: how many cells are not in a number; `covered`: a hidden division whose
-- section is complete without it. Bio-based and circular jobs are the jobs times their division's share; of a section whose divisions are not told they are not known.
create table employment as
with newest as (
    select
        area, coalesce(industry, '?') as industry, division, year, jobs, coalesce(status, 'ok') as status, source,
        coalesce(threshold, 3) as threshold
    from staged_employment left join disclosure using (source)
    qualify row_number() over (partition by source, area, industry, division, year order by as_of desc, read_at desc) = 1
        and source = first_value(source) over (partition by area, year order by as_of desc, read_at desc, source)
),
sections as (
    select area, year, industry,
        any_value(jobs) filter (where division is null) as total,
        count(*) filter (where division is not null) as parts,
        count(*) filter (where division is not null and (jobs > 0 or status = 'suppressed')) as present,
        count(*) filter (where division is not null and ((jobs > 0 and jobs < threshold) or status = 'suppressed')) as small,
        any_value(threshold) as threshold, any_value(source) as source
    from newest where industry <> '*' group by all
),
-- what is told apart, and the total it is a part of: that of its section where it is stated and can hide its parts among
-- each other, else that of the area
cells as (
    select
        n.area, n.year, n.industry, coalesce(n.division, '?') as division, n.jobs, n.status, n.source, n.threshold,
        n.status = 'suppressed' or (n.jobs > 0 and n.jobs < n.threshold) as small,
        s.total is not null and s.parts > 0 and (s.small = 0 or (s.present > 1 and s.total - (s.present - 1) >= s.threshold))
            as in_section
    from newest as n join sections as s using (area, year, industry)
    where n.division is not null or s.parts = 0
),
-- Small cells go, and the next smallest with them until nobody can tell one of the hidden from their sum: at least two, each
-- of which might still be as large as the threshold.
ranked as (
    select
        *, case when in_section then industry else '*' end as parent,
        row_number() over smallest as place, sum(coalesce(jobs, 1)) over smallest as together, count(*) over whole as siblings,
        count(*) filter (where small) over whole as least
    from cells where jobs > 0 or small
    window whole as (partition by area, year, in_section, case when in_section then industry end),
        smallest as (
            partition by area, year, in_section, case when in_section then industry end
            order by small desc, jobs nulls first, industry, division
        )
),
cut as (
    select area, year, parent,
        min(place) filter (where place >= greatest(least, 2) and together - (place - 1) >= threshold) as hidden, max(siblings) as siblings
    from ranked where least > 0 group by all
),
published as (
    select
        c.area, c.year, c.industry, c.division, c.source, c.in_section,
        case when r.place <= coalesce(cut.hidden, cut.siblings) then null else c.jobs end as jobs,
        case when r.place <= coalesce(cut.hidden, cut.siblings) then 'suppressed' else c.status end as status
    from cells as c
    left join ranked as r using (area, year, industry, division)
    left join cut on cut.area = c.area and cut.year = c.year and cut.parent = r.parent
),
remainders as (
    select p.area, p.year, p.industry, s.total - coalesce(sum(p.jobs), 0) as jobs, any_value(p.source) as source
    from published as p join sections as s using (area, year, industry)
    where p.in_section group by p.area, p.year, p.industry, s.total having s.total > coalesce(sum(p.jobs), 0)
),
-- an area whose cells cannot be hidden among each other does not show their total either
totals as (
    select n.area, n.year, case when cut.parent is null or cut.hidden is not null then n.jobs end as jobs,
        case when cut.parent is null or cut.hidden is not null then n.status else 'suppressed' end as status, n.source
    from newest as n
    left join cut on cut.area = n.area and cut.year = n.year and cut.parent = '*'
    where n.industry = '*'
),
parts as (
    select area, industry, division, year, jobs, status, source, (jobs is null)::int as hidden, jobs is null and in_section as covered from published
    union all by name
    select area, industry, '?' as division, year, jobs, 'ok' as status, source, 0 as hidden, false as covered from remainders
),
sums as (
    select area, year, sum(jobs) as jobs, case when bool_or(jobs is null and not covered) then 'partial' else 'ok' end as status,
        any_value(source) as source, count(*) filter (where jobs is null and not covered) as hidden
    from parts anti join totals using (area, year) group by area, year
),
every as (
    select * from parts
    union all by name
    select area, '*' as industry, '*' as division, year, jobs, status, source, hidden, false as covered
    from (select *, (jobs is null)::int as hidden from totals union all by name select * from sums)
),
green_sections as (
    select i.parent as industry, max(g.bio) > 0 as bio, max(g.circular) > 0 as circular
    from green_share as g join industry as i on i.code = g.division group by all
)
select
    e.area, e.industry, e.division, e.year::smallint as year, e.jobs::int as jobs, e.status, e.source, e.hidden::int as hidden, e.covered,
    case when e.division = '?' then case when s.bio then null else 0 end
        when coalesce(g.bio, 0) = 0 then 0 else e.jobs * g.bio end as bio_jobs,
    case when e.division = '?' then case when s.circular then null else 0 end
        when coalesce(g.circular, 0) = 0 then 0 else e.jobs * g.circular end as circular_jobs
from every as e
left join green_share as g on g.division = e.division
left join green_sections as s on s.industry = e.industry
order by e.area, e.year, e.industry, e.division;

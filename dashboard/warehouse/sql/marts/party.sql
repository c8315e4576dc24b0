-- Grain: party: whoever a source names where companies are not yet told apart: an advertisement's employer, a project's or an
-- R&D organisation, a workplace, a cluster's member or an establishment without a company. Its key is the organisation
-- number, else the name in a municipality, so that all advertisements of one employer are one. `numbered` says that
-- the number was found, as a company's or a workplace's, and `company` whose it is (none for a sole trader's).
create table party as
with mention as (
    select party, country, employer as number, employer_name as name, area from vacancy
    union all select party, country, country || '-' || orgnr, name, area from workplace
    union all select party, country, organisation, organisation_name, area from rd_project
    union all
    select party, country, company, case country when 'SE' then coalesce(name_sv, name_en) else coalesce(name_nb, name_en) end, area
    from rd_organisation
    union all
    select party, country, null, case country when 'SE' then coalesce(name_sv, name) else coalesce(name_nb, name) end, area
    from organisation_id
    union all select party, left(area, 2), null, name, area from cluster_member
    union all select party, left(area, 2), null, name, area from establishment
),
named as (
    select party, min(country) as country, min(number) filter (where number = party) as number, min(name) as name,
        min(area) as area
    from mention where party is not null group by party
)
select n.*, coalesce(c.key, w.key) is not null as numbered, coalesce(c.key, of_workplace.key) as company
from named as n
left join company as c on c.key = n.number
left join workplace as w on w.key = n.number
left join company as of_workplace on of_workplace.key = w.company
order by n.party;

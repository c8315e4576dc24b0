-- Grain: party. Which company it is, and by what: `editor` (the register's ruling, also that it is none of them), `number`,
-- `name` (like enough, and clearly more so than the next), `uncertain` (a `candidate`, not counted) or `none`.
create table identity as
with ruling as (
    select mention as party, company from staged_identity_ruling
    qualify row_number() over (partition by mention order by as_of desc, read_at desc, company nulls last) = 1
),
judged as (
    select p.party, p.country, p.number, p.name, p.area, r.company as ruled, p.company as by_number, m.candidate, m.score,
        m.runner_up, m.runner_up_score,
        case
            when r.party is not null then 'editor'
            when p.company is not null then 'number'
            when m.score >= 0.9 and m.score - coalesce(m.runner_up_score, 0) >= 0.02 then 'name'
            when m.score >= 0.75 then 'uncertain'
            else 'none'
        end as basis
    from party as p left join name_match as m using (party) left join ruling as r using (party)
)
select party, country, number, name, area,
    case basis when 'editor' then ruled when 'number' then by_number when 'name' then candidate end as company,
    basis, case when basis in ('name', 'uncertain') then score when basis = 'number' then 1.0 end as score,
    candidate, runner_up, runner_up_score
from judged
order by party;

-- Grain: cluster × member. Of companies, name and area are the register's where it has them.
create table cluster_member as
select m.cluster, m.member, coalesce(c.name, m.name) as name, coalesce(c.area, m.area) as area,
    coalesce(m.kind, 'company') as kind, m.role, m.joined, m.left_on,
    case when c.key is null and coalesce(m.kind, 'company') = 'company' then party(left(m.area, 2), null, m.name, m.area) end as party
from staged_cluster_member as m
left join company as c on c.key = m.member
qualify row_number() over (partition by m.cluster, m.member order by m.as_of desc, m.read_at desc) = 1;

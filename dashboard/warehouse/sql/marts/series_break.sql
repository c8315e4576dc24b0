-- Grain: fact × area × year: the first year that is measured in a new way, by the same source on both sides of it.
create table series_break as
with spans as (
    select 'employment' as fact, area, source, min(year) as first, max(year) as last from employment group by all
)
select s.fact, s.area, b.year::smallint as year, b.word_sv, b.word_nb, b.word_en, b.note_sv, b.note_nb, b.note_en
from reference_breaks as b
join spans as s on s.source = b.source and s.fact = b.fact and left(s.area, 2) = b.country
    and b.year > s.first and b.year <= s.last
order by all;

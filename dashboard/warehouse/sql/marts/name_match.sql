-- Grain: party that no number leads to a company: the company most like it by name and place, the next one, and how like both
-- are, from 0 to 1; empty where it is like none.
--
-- Companies come under their own name at their seat and under their workplaces' names where these are. Compared are those
-- that share a rare word with the party, or a common one (or four first letters) in the same municipality. The more
-- companies of the country have a word, the less it weighs; words that only one of the two has weigh against them, more so
-- where both have some, less where it is a place's name, since branches take it on. Misspellings of a letter, endings and
-- compounds are forgiven; numbers are not. The place weighs the more, the more common the name is.
create temp table if not exists matched_before (
    party varchar, candidate varchar, score double, runner_up varchar, runner_up_score double
);
create table name_match as
with sought as (
    -- a Swedish number is the company's own: one that the register lacks is none of its companies
    select party, country, area, spelt(name) as spelt, name_words(name) as words
    from party
    where not numbered and name is not null and (number is null or country = 'NO')
        and party not in (select party from matched_before)
),
named as (
    select key, country, area, name, closed is null as active from company
    union
    select w.company, c.country, w.area, w.name, w.closed is null and c.closed is null
    from workplace as w join company as c on c.key = w.company
),
-- a name in two languages (TRONDHEIM KOMMUNE/TRÅANTEN TJÏELTE) is two names
each_name as (
    select name, unnest(if(regexp_matches(name, '^\pL+ [^/]+/\pL+ '), list_append(string_split(name, '/'), name), [name])) as own
    from (select distinct name from named where name is not null and country in (select country from sought))
),
known as (
    select row_number() over () as id, key, country, area, active, spelt, words
    from named join (select name, spelt, words_of(spelt) as words from (select name, spelt(own) as spelt from each_name)) using (name)
),
known_word as (select distinct id, key, country, area, unnest(words) as word from known),
-- 1 for a word that no company has, 0 for one that all have; a thousand more than there are, so that few tell little
weight as (
    select country, word, ln((total + 1000) / (count(distinct key) + 1)) / ln(total + 1000) as weight
    from known_word join (select country, count(distinct key) as total from known group by country) using (country)
    group by country, word, total
),
sought_word as (
    select party, country, area, word, coalesce(weight, 1.0) as weight
    from (select distinct party, country, area, unnest(words) as word from sought) left join weight using (country, word)
),
sign as (
    select id, country, area, word from known_word
    union all select id, country, area, '^' || left(array_to_string(words, ''), 4) from known
),
sought_sign as (
    select party, country, area, word from sought_word
    union all select party, country, area, '^' || left(array_to_string(words, ''), 4) from sought
),
-- where to look: the fewest first, and never among more than a hundred
found as (
    select s.party, f.country, f.area, f.word
    from sought_sign as s
    join (
        select country, word, null as area, count(*) as found from sign where word[1] <> '^' group by country, word
        union all select country, word, area, count(*) from sign where area is not null group by country, word, area
    ) as f on f.country = s.country and f.word = s.word and (f.area is null or f.area = s.area)
    where f.found <= 100
    qualify row_number() over (partition by s.party order by f.found, f.area nulls last, s.word) <= 4
),
seen as (
    select distinct f.party, s.id
    from found as f join sign as s on s.word = f.word and s.country = f.country and (f.area is null or s.area = f.area)
),
shared as (
    select party, id, sum(weight) as weight
    from seen join known_word using (id) join sought_word using (party, word) group by party, id
),
-- a look from afar: the dozen with the most in common are compared word by word
pair as (
    select party, id
    from seen join sought as s using (party) join known as k using (id) left join shared using (party, id)
    qualify row_number() over (
        partition by party
        order by coalesce(weight, 0) + jaro_winkler_similarity(array_to_string(s.words, ''), array_to_string(k.words, '')) desc,
            k.area = s.area desc, k.key
    ) <= 12
),
-- the words of a pair: each of the company's with the most like one of the party's
likened as (
    select p.party, p.id, k.word, w.weight, max(word_likeness(s.word, k.word)) as likeness,
        arg_max(s.word, word_likeness(s.word, k.word)) filter (where word_likeness(s.word, k.word) > 0) as met
    from pair as p
    join known_word as k on k.id = p.id
    join weight as w on w.word = k.word and w.country = k.country
    join sought_word as s on s.party = p.party
    group by all
),
place_word as (
    select distinct unnest(name_words(name)) as word
    from (
        select unnest([name_sv, name_nb]) as name from area where level in ('municipality', 'county') union all select locality from company)
),
theirs as (
    select party, id, list(met) filter (where met is not null) as met,
        sum(weight * likeness) as common, coalesce(sum(weight) filter (where likeness > 0), 0) as meeting,
        coalesce(sum(weight) filter (where likeness = 0 and p.word is null), 0) as over,
        coalesce(sum(weight) filter (where likeness = 0 and p.word is not null), 0) as over_place,
        coalesce(bool_or(regexp_matches(word, '[0-9]')) filter (where likeness = 0), false) as number
    from likened left join place_word as p using (word) group by party, id
),
ours as (
    select t.party, t.id,
        coalesce(sum(s.weight) filter (where p.word is null), 0) as over,
        coalesce(sum(s.weight) filter (where p.word is not null), 0) as over_place,
        coalesce(bool_or(regexp_matches(s.word, '[0-9]')), false) as number
    from theirs as t
    left join sought_word as s on s.party = t.party and not coalesce(list_contains(t.met, s.word), false)
    left join place_word as p on p.word = s.word
    group by t.party, t.id
),
named_alike as (
    select t.party, t.id, t.meeting,
        t.common as c, t.over + t.over_place * if(o.over + o.over_place = 0, 0.3, 1) as theirs,
        o.over + o.over_place * if(t.over + t.over_place = 0, 0.3, 1) as ours, t.number and o.number as other_number
    from theirs as t join ours as o using (party, id)
),
alike as (
    select n.party, k.key, max(
        case
            when s.spelt = k.spelt then 1.0
            when array_to_string(s.words, '') = array_to_string(k.words, '')
                then if(array_to_string(k.words, ' ') = k.spelt or array_to_string(s.words, ' ') = s.spelt, 0.99, 0.96)
            else 0.99 * 2 * c / (2 * meeting + theirs + ours + 2 * least(theirs, ours)) * if(other_number, 0.6, 1)
        end
        * (1 - least(2, greatest(0.5, 3 - meeting)) * case
            when k.area = s.area then 0.0
            when (111 * (a.seat_lat - b.seat_lat)) ^ 2 + (50 * (a.seat_lon - b.seat_lon)) ^ 2 < 35 ^ 2 then 0.04  -- km
            when k.area is null or s.area is null then 0.06
            when a.parent = b.parent then 0.1
            else 0.14
        end)
        * if(k.active, 1, 0.97)
    ) as score
    from named_alike as n
    join sought as s on s.party = n.party
    join known as k on k.id = n.id
    left join area as a on a.key = k.area
    left join area as b on b.key = s.area
    where c > 0
    group by n.party, k.key
),
ranked as (
    select party, key, score, lead(key) over best as runner_up, lead(score) over best as runner_up_score,
        row_number() over best as rank
    from alike window best as (partition by party order by score desc, key)
)
select party, key as candidate, round(score, 3) as score, runner_up, round(runner_up_score, 3) as runner_up_score
from sought left join (from ranked where rank = 1 and score >= 0.5) using (party)
union all select * from matched_before
order by party;

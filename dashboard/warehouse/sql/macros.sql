-- Words that the staging and mart statements share.

-- the size class of a headcount band; "?" where the band spans several classes or nothing is known
create temp macro size_class(low, high) as case
    when low is null then '?'
    when high = 0 then '0'
    when low >= 250 then '250+'
    when high is null then '?'
    when low >= 1 and high <= 4 then '1-4'
    when low >= 5 and high <= 9 then '5-9'
    when low >= 10 and high <= 19 then '10-19'
    when low >= 20 and high <= 49 then '20-49'
    when low >= 50 and high <= 99 then '50-99'
    when low >= 100 and high <= 249 then '100-249'
    else '?'
end;

-- the day on which a year's stock is counted: 31 December, for the running year the as-of date
create temp macro stock_day(y) as least(make_date(y::int, 12, 31), (select as_of from warehouse));

-- names as one types them: without accents, æ as ae, ø as o, in small letters
create temp macro plain(name) as strip_accents(replace(replace(lower(name), 'æ', 'ae'), 'ø', 'o'));

-- a name's own words in their order, for comparing names of different sources: å as a or aa, ø and ö as o or oe, æ and ä as a
-- or ae are one; legal forms, little words, and what follows "avd." are left out
create temp macro spelt(name) as trim(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
    replace(replace(replace(plain(name), 'aa', 'a'), 'oe', 'o'), 'ae', 'a'),
    '[''’´`~]', '', 'g'),
    '(\pL{3})\.(\s|,|$)', '\1~ ', 'g'),  -- written short
    '[\s,(–-]+(avd|avdeling|avdelingen|avdelning|avdelningen|filial|dept)\b.*$', ''),
    '\b[abhikns][/.][abls]\b\.?|\bekonomiska? forening\b|\bek\.? for[.~]?(\s|$)|[^\pL\pN~]+', ' ', 'g'));
create temp macro words_of(spelt) as coalesce(
    nullif(list_filter(string_split(spelt, ' '), lambda w: rtrim(w, '~') not in (
        'ab', 'as', 'asa', 'ans', 'da', 'sa', 'hb', 'kb', 'ks', 'nuf', 'ba', 'iks', 'kf', 'hf', 'rhf', 'sf', 'stiftelsen',
        'stiftelse', 'aktiebolag', 'aktiebolaget', 'aktieselskap', 'aktieselskapet', 'handelsbolag', 'kommanditbolag', 'ltd',
        'limited', 'inc', 'gmbh', 'aps', 'oy', 'publ', 'plc', 'co', 'og', 'och', 'o', 'and', 'the', 'of', 'i', 'av', 'for',
        'pa', 'ved', 'vid', '')), []),
    list_filter(string_split(spelt, ' '), lambda w: w <> ''));
create temp macro name_words(name) as words_of(spelt(name));

-- who is named by a source: an organisation number's key where it has one, else a name in a municipality
create temp macro party(country, number, name, area) as coalesce(
    case when regexp_matches(number, '^(SE|NO)-') then number end,
    coalesce(area, country) || ' ' || nullif(spelt(name), ''));

-- how like two words are, from 0 to 1: the same, one with an ending, written short with a full stop, one letter wrong (of nine
-- or more, two), or the most of it the same; numbers are the same or are not
create temp macro word_likeness(a, b) as case
    when a = b then 1.0
    when ends_with(a, '~') or ends_with(b, '~')
        then if(starts_with(a, rtrim(b, '~')) or starts_with(b, rtrim(a, '~')), 0.9, 0.0)
    when least(length(a), length(b)) < 5 or regexp_matches(a || b, '[0-9]') then 0.0
    when abs(length(a) - length(b)) <= 2 and (starts_with(a, b) or starts_with(b, a)) then 0.95
    when damerau_levenshtein(a, b) <= if(least(length(a), length(b)) >= 9, 2, 1)
        then 1 - 1.5 * damerau_levenshtein(a, b) / greatest(length(a), length(b))
    when left(a, ceil(0.7 * greatest(length(a), length(b)))::int) = left(b, ceil(0.7 * greatest(length(a), length(b)))::int)
        then 0.85
    else 0.0
end;

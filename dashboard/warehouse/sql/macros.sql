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

-- Grain: year × currency: the yearly average reference rate, units of the currency for one euro. What was fetched from the
-- ECB goes before the table that comes with the program.
create table exchange_rate as
with fetched as (
    select year, currency, per_eur from staged_exchange_rate
    qualify row_number() over (partition by year, currency order by as_of desc, read_at desc) = 1
),
rate as (
    from fetched
    union all by name
    select year, currency, per_eur from reference_exchange_rates anti join fetched using (year, currency)
)
select year::smallint as year, currency, per_eur::double as per_eur from rate
union all select distinct year::smallint, 'EUR', 1.0 from rate
order by all;

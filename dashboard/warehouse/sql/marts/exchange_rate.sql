-- Grain: year × currency: the yearly average reference rate, units of the currency for one euro.
create table exchange_rate as
select year::smallint as year, currency, per_eur::double as per_eur from reference_exchange_rates
union all select distinct year::smallint, 'EUR', 1.0 from reference_exchange_rates
order by all;

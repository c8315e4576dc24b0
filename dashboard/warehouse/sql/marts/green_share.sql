-- Grain: NACE 2.1 division: the share of its jobs that counts as bio-based and as circular; own definition, editable.
create table green_share as
select code as division, bio::double as bio, circular::double as circular from reference_green_shares;

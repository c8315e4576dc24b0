-- Grain: NACE 2.1 code (section letter or two-digit division), and "?" for unknown.
create table industry as select * from reference_industries;

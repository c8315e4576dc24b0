-- Grain: area key (46 municipalities, 2 counties, 2 countries, MITT).
create table area as select * from reference_areas;

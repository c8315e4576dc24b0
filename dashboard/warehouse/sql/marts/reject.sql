-- Grain: row that could not be used, with its line, what it said and why.
create table reject as
select source, file, line, reason, detail, text from staged_reject order by source, file, line;

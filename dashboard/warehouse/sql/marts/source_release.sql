-- Grain: release: what was read, when, from where, how many rows; the licence stands in sources.toml by source.
create table source_release as
select source, file, digest, as_of, read_at, rows, accepted, outside, rejected, complete, demo, note, kinds
from release order by source, as_of;

"""From staged rows to one immutable DuckDB file, and the read-only engine that asks it."""

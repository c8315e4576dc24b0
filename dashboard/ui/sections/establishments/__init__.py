"""The page Establishments: its list, one record with its evidence, and what was done to it."""

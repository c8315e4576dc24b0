"""Rows behind the aggregates: companies and workplaces, sources and their quality, published figures, whole tables."""

"""Meetings: their model, store, freezing, and the way from views to a deck."""

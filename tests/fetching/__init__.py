"""Fetching, against a local server that stands for all publishers."""

"""Meetings: an ordered list of views that was collected, what is shown of them, and what was frozen."""

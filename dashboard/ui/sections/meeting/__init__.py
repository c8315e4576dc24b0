"""The page of meetings: the list of all, and one of them."""

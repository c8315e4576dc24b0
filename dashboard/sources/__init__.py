"""Sources: the only code that knows a publisher's format. One module per publisher, found by being there."""

"""From marts to series, and the measures behind some of them."""

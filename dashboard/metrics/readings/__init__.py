"""What series say, for pages to put into words: changes, growth, rank, likeness, stories. Pure functions over series."""

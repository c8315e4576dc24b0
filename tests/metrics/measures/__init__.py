"""The measures: worked examples, identities, and a second implementation of each (`naive_measures`)."""

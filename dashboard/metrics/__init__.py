"""From marts to series: selections, the catalogue of metrics, and what computes them.

subjects   the metrics themselves, one module a subject
measures   the formulas of the literature, as pure functions
readings   what series say, for pages to put into words
lists      rows instead of numbers: companies, sources, published figures
"""

"""From marts to series: the catalogue of metrics, selections, and the expressions that compute them."""

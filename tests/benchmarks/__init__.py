"""How long things take, as ratios in one run."""

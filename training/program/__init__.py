"""Programs as values: what was planned, for whom, which changes there are, which rules hold."""

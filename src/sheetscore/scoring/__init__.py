"""Records → scores: each row's rule, the figures it needs, and the sums of a unit. Exact throughout."""

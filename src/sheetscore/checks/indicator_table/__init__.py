"""A, D, E: checks of the 指标表, its claims, and who filed it."""

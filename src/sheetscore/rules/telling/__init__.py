"""A rule told again: in canonical Chinese, as the story of a score, and what is odd about it."""

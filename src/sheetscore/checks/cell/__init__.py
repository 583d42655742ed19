"""B and A: what a single cell can hold."""

"""Reports in words: their figures, how these belong together, and where they contradict each other or the tables."""

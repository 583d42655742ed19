"""How a submitted sheet looked, so that the writers can draw it again."""

"""From the bytes of a file to grids of cells, and from grids to the tables of a unit. Found by their words, never by a fixed address."""

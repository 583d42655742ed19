"""D: checks of a table of targets and of the money above it."""

"""What was handed in: which files are read, in which order, and which of them belong together."""

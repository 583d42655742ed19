"""A report file as blocks of text with figures, each with its place, its sentence and its subject."""

"""Exact numbers: how they are read, shown, compared as printed, and mended. Nothing here knows a table or a word of the field."""

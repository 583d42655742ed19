"""The checks of report texts, each named by its code."""

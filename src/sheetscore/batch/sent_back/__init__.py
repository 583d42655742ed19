"""Completed workbooks that came back: which unit each belongs to, and what was typed into it."""

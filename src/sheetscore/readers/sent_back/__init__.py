"""Workbooks of ours that came back: whose they are, and what a person typed into them."""

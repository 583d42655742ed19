"""The records and frame columns that every stage passes on. No logic."""

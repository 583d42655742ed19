"""The second figure of a row where it stands beside the first: in a column of its own, or in the same cell."""

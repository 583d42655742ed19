"""What the figures of a report are to each other: totals, shares, rates, changes, counts."""

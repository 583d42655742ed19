"""Returns of a run laid beside each other: two years of a unit, reports that share sentences."""

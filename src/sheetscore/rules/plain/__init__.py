"""What wordings in any print have in common: numbers in digits, points, conditions in words, and whether words speak of the row."""

"""Rules that stand in another place of the workbook than the rows that they score: 评分细则, by name, code, number or type."""

"""The tables of a Word document: its flow, its words as they are seen, its totals."""

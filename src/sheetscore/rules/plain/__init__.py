"""A wording told again clause by clause, each in one print that the grammar reads; whole or not at all."""

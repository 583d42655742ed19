"""A wording that was not understood, put in plainer words: asides left out, conditions in words as signs. Read a second time."""

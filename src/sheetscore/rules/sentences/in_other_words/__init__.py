"""A wording in the words of the sentence reader: what leads to the clauses taken away, clauses that say the same put as it reads them.

Each form is its own and changes what it fits whole; nothing here decides what a clause scores.
"""

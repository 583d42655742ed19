"""A wording as tokens and phrases: what each word and sign means where it stands."""

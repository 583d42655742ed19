"""What the sentences of a row tell: its figures, what changed, how it was graded; never against a figure that is filed."""

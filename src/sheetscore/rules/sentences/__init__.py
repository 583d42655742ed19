"""A wording read sentence by sentence into stretches of the number line, where the grammar of the official wordings knows no such sentence."""

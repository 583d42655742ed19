"""Wordings read sentence by sentence into stretches of the number line, where the grammar of the official prints knows none."""

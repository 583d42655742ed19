"""The few shapes that a rule can have, and their arithmetic. Exact, without a word of any wording."""

"""Phrases → clauses → one rule: every character claimed, or quoted as leftover."""

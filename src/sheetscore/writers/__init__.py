"""Outcome → files. Writers draw what was computed; they decide nothing about scores."""

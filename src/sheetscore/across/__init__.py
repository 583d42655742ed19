"""Checks over several units and several years."""

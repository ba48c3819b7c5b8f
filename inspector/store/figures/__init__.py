"""Figures: what counts, and what it comes to by area, item and school."""

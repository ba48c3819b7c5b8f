"""Invented schools with years of assessments, to try everything with. Nothing here happened anywhere.

The same seed and the same day give the same schools, to the last id. What is written is what the other
services would have written, in large batches instead of one by one.
"""

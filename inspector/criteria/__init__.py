"""Criteria sets as data: what an edition is, how it is read, checked, found and compared."""

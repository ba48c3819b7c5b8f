"""`make run`: everything on one machine for one person, with invented schools."""

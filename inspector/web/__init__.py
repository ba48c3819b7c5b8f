"""Pages: a package for each task. They load through access.py, call services, and fill templates."""

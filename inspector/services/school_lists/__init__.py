"""Lists of schools: read, held against what is known, put in, taken back, written."""

"""All that an installation owns, of one moment, in one file; and back into an empty place."""

"""From ratings to results: exact, without a clock or a database."""

"""Long work that pages leave to be done: what kinds there are, and the worker that does them."""

"""What may happen next, and who may do it, as tables."""

"""One function for each thing that people do: load, decide, record. The caller owns the transaction."""

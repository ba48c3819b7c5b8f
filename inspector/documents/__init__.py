"""Documents that people keep, print or send: values in, bytes out."""

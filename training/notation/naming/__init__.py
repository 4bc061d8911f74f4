"""Which exercise is meant by all that was said of it, learnt from logs."""

"""The science of training: pure functions and values, without I/O, clock or framework."""

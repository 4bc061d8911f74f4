"""What texts mean, as vectors: which model works them out, embedded or of a provider."""

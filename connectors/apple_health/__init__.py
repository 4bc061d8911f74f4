"""Apple Health's export: read as a stream, whatever its size and language."""

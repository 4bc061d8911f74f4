"""The HTTP API: the same typed tools for other programs, under ``/api/v1``."""

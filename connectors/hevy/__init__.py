"""Hevy: its public API as a typed client, its MCP server, and how its things are ours."""

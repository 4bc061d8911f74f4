"""Other people's MCP servers: started or reached, bounded in time and size, their answers taken as data."""

"""What the MCP server is made of: who asks, which tools it offers, approval, resources, prompts, and its door on HTTP."""

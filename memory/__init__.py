"""What the coach knows of one athlete: for now the threads of the agent."""

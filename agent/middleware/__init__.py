"""What stands around the model and the tools, in code: triage, history, fallback, number check, calls."""

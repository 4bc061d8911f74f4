"""What is said to a red flag, as data: texts of six languages, sources, and numbers by place."""

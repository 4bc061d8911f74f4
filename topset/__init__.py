"""Wiring and doors: settings, build, the command line."""

"""Where this application stands."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
"""The checkout: Topset is an application that runs from it."""

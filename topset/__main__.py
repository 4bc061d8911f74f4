"""``python -m topset``: the same as ``topset``."""

from topset.cli import main

main()

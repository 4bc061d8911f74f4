"""The suites: each reads one format of the corpus and says what became of an item."""

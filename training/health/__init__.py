"""Numbers of health: which are known, and what can be said of days of them."""

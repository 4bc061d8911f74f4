"""What the coach remembers of the athlete, and the athlete's hand on it."""

"""From a trainee to a program: split, exercises, dose week by week, minutes; our own deterministic search."""

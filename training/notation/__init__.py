"""Free text into workouts, and workouts into text."""

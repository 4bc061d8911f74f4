"""The outside world as training values: log files of other apps, and our own export."""

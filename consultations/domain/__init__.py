"""What can be done with a consultation; every write takes `by=` and leaves its audit row."""

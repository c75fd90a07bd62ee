"""Forms of dispatches and of the office."""

"""Pages of dispatches and of the office."""

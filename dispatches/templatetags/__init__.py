"""Template tags of dispatches."""

"""Forms about partners, relations and activities."""

"""How pages show opinions."""

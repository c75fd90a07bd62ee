"""Pages about partners and agreements."""

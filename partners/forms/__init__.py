"""Forms about partners and agreements."""

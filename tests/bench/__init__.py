"""How fast the portal is: sections that print figures, run by `scripts/bench`."""

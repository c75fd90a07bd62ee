"""Pages about partners, agreements and the programme."""

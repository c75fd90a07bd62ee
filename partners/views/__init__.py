"""Pages about partners, relations, activities, agreements and the programme."""

"""Forms about partners, relations, activities and agreements."""

"""Pages about partners, relations, activities and agreements."""

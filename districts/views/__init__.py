"""Pages about units and their officers."""

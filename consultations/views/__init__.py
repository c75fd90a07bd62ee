"""Pages of consultations: doorways to the domain."""

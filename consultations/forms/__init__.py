"""What people type about consultations, cleaned."""

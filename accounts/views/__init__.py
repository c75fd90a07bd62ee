"""Pages about users, the calendar and the audit trail."""

"""Writes of users, the audit trail and the calendar."""

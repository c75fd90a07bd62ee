"""Reads and writes of the calendar and the rehearsal's clock."""

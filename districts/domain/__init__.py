"""Writes and reads of units and their officers."""

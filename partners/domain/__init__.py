"""Writes of partners and agreements."""

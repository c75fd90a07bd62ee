"""Pure rules of a consultation: no database, no clock."""

"""The Vietnamese language as the portal needs it. Pure: imports no Django, reads no clock."""

"""Time limits: what a deadline says and when it ends, working days, milestones, the clock."""

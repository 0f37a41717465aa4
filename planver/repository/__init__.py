"""Plans in git: reading every draft of a plan, and recording the next one."""

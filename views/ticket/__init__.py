"""One ticket: its clock, what the agency asks and says, and what the reporter can answer."""

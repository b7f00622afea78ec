"""Kept places, the plan of a trip, its short order, and calendar files."""

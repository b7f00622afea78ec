"""Asking for a service: its form drawn from the definition, kept as it is typed, stored first."""

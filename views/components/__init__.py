"""The design system: every screen is built from these parts and from the tokens of ``views/theme.py``."""

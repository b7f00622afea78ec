"""The design system: every screen is built from these parts and from the tokens of ``views/theme.py``.

Also what several features share: pickers, rows and words about reports, tickets, places.
"""

"""The kiosk: first screen, picture while nobody is there, hand-off by code, the way out for staff."""

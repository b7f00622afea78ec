"""The kiosk profile: a shared screen at a place, which keeps nothing of the person before (docs/kiosk.md)."""

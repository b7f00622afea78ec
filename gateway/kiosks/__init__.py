"""Kiosks at tourist sites: what each of them is told, and when it was last heard of."""

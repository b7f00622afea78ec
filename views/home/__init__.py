"""Beranda: where am I, the nearest WiFi, what waits, what the province says, whom to call."""

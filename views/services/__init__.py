"""Layanan: what the province offers, what it asks for, and what is not known."""

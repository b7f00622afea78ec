"""Wisata: destinations found, drawn and told without a network."""

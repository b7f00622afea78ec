"""Bringing content into the gateway: checked completely before a single row is stored."""

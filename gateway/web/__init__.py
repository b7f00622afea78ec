"""Serving the built browser app, with a content security policy of its own."""

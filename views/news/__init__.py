"""News: what the province tells of its programmes, and its notices."""

"""Developer commands, run as ``python -m tools.NAME``; each module says what it does."""

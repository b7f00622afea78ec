"""Serving content packs: files that the pack builder left in the data folder."""

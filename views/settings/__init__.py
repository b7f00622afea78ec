"""Settings and what stands beside them: privacy, sources, emergency numbers."""

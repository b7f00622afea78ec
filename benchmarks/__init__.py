"""Side-by-side measurements: ours against the plain way, in one run. See docs/benchmarks.md."""

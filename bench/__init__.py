"""Benchmarks: each prints ratios to a named peer, its last line one JSON object."""

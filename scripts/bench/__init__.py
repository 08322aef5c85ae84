"""Measures how fast the academy answers. `python -m scripts.bench`, not a test."""

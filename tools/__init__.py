"""Instruments and what is computed from them. The first instrument fills this floor."""

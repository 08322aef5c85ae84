"""Roof: the home page, standing pages, search and the style guide."""

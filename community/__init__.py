"""Local learning communities. The first circle fills this floor."""

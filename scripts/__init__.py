"""What `make` does. Nothing in the academy imports it."""

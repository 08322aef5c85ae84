"""What is asked about instruments and their versions."""

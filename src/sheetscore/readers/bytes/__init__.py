"""What the bytes of a file are, whatever its name says."""

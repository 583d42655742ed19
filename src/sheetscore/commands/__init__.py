"""What the commands do and print; cli.py only parses their words."""

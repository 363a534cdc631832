"""What we owe the world, and sending it."""

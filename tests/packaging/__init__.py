"""What people install: the built wheel, on its own, without this checkout."""

"""Letters: written, sealed, released, opened."""

"""Letters through their real pages: written, kept, brought to a door, opened, shredded."""

"""The pages of letters: the owner's, and those behind a recipient's door."""

"""The rules of STYLE.md that no tool holds: each is a function here, and breaks on a sample."""

"""Tests of what we owe the world, and of sending it."""

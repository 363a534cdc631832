"""Rehearsal: whole lives played through the real application, with a simulated clock."""

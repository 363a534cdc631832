"""Duties: what is handed over to the living."""

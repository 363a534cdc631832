"""Owners, keepers and recipients."""

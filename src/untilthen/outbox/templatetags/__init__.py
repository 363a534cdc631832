"""Filters for the words of pages and mails."""

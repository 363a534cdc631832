"""The rules: pure data and functions, no Django, no clock, no dice."""

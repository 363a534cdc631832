"""The demo, walked through as a newcomer would."""

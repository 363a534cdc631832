"""The demo: Ana's plan, everybody's mailboxes, and a clock that a visitor moves."""

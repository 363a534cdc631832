"""Mail that comes back to us: what a mail server says it could not deliver, and what people answer.

Nothing here is believed unless it names a mail of ours that only its own way could know.
"""

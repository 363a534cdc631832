"""The journal: why everything happened, one line after another, each holding the hash of the last
(P11).
"""

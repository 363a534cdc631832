"""Couriers: the ways a mail can leave. Each takes a parcel and either has it accepted or says why
not.
"""

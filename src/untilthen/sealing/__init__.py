"""Sealing: age files and the keys that open them. Bytes in, bytes out; knows no Django.

`untilthen.sealing.age` is the face of it. A letter must open in fifty years: every format here
is public (age v1, SLIP-39 words, JSON).
"""

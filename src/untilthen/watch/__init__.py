"""The watch: signs of life, silence, and what each brings about."""

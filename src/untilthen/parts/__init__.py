"""Who could open a plan's letters: keys of keepers and readers, parts of the estate key, proofs."""

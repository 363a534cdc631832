"""The page that opens bundles, in a real browser and from a file: nothing is served."""

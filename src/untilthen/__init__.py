"""Until Then: last wishes and farewells, kept by people who promised."""

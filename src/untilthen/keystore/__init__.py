"""The keys of plans, apart from the main database, so that one can be destroyed for good."""

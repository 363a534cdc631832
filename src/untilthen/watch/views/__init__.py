"""The pages of owner and keepers, one file each."""

"""What is printed: the kit for whoever finds it, the keeper's card, the owner's recovery card."""

"""What the checkout needs around the program: preparing a machine, locking what is installed."""

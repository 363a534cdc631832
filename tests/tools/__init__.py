"""The tools around the program: preparing a machine, compiling translations."""

"""How the loads of an established program move: one kind of progression a module, its numbers in the program's file."""

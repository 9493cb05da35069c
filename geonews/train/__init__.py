"""How the weights that ship were trained; nothing else of the package imports this."""

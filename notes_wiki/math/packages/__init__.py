"""LaTeX packages whose syntax no macro can say, one package a file."""

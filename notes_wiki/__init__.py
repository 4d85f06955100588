"""notes-wiki: a folder of Markdown notes full of LaTeX, published as a linked static site."""

__version__ = "0.1.0"

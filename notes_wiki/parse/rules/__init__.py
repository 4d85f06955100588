"""Syntax rules for markdown-it, one syntax a file."""

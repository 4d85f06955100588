"""Changing the author's own files, only on request."""

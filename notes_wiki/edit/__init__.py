"""Changes to the author's own files, only on request."""

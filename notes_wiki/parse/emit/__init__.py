"""Tokens -> HTML parts with holes. Token types are the same whatever the dialect."""

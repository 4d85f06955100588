"""Checking and correcting the structure of a formula: `mender`, and one file for each kind of structure."""

"""The command line: commands, options, exit codes; nothing else."""

from __future__ import annotations


def main() -> None:
    """Run the `wiki` command."""

"""`python -m notes_wiki`: the same as the command `wiki`."""

from notes_wiki.cli import main

main()

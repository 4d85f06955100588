"""`wiki serve`: a live preview of the wiki.

`run` starts everything. From a saved file to the browser:

- `watch` hints that files have changed; `snapshot` and `seen` know whether they have.
- `builder` runs two threads. Each calls `session`, which follows an edit (`edits`, `live_wiki`) or makes a
  whole build (`whole_build`; `first_build` until there is one). `turns` lets edits go first,
  `rebuild_reasons` says when to build although nothing was saved.
- `screen` holds what browsers see. `moves` says where renamed notes went, `editors` links problems to the
  author's editor.
- `write_back` decides when what is shown from memory is written to the disk; `flush` does it in a process of
  its own.
- `server` answers requests that `guard` lets through, with the files that `files` finds; `hub` notifies open
  pages.
"""

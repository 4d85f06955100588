"""The stages of a build: how each is spread over processes, and what of it is remembered.

`site` finds settings and folders, `read` returns all notes, parsed, `link` their graph, `render` updates the
output folder, and `outcome` reports what was done. `build.py` calls them in order.
"""

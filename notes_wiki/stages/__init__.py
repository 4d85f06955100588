"""The stages of a build: how each is spread over processes, and what of it is remembered.

`site` finds folders and settings, `read` gives every note parsed, `link` their graph, `render` brings the
output folder up to date, `outcome` says what was done. `build.py` puts them in order.
"""

"""wiki.toml -> Config.

In:  the folder a command runs in, and what the command line overrides.
Out: a typed, frozen `Config`. An unknown key or a value of the wrong type is a Problem with its line, what
     was expected and the nearest known key; the rest of the file is used.
"""

from notes_wiki.config.loading import Loaded, load, place_of
from notes_wiki.config.records import ALWAYS_LOADED, FILE, PACKAGES, Config, HtmlTrust, MathConfig

__all__ = [
    "ALWAYS_LOADED",
    "FILE",
    "PACKAGES",
    "Config",
    "HtmlTrust",
    "Loaded",
    "MathConfig",
    "load",
    "place_of",
]

"""The package siunitx: numbers and units, where it is loaded; `commands` is the whole of it."""

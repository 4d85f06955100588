"""The live site: watching, rebuilding, telling the browser."""

"""disk -> Source: finding notes, reading them, splitting front matter from text."""

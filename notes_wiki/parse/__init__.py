"""Source -> Note: Markdown to facts and a body with holes."""

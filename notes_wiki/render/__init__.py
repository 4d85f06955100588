"""Graph -> pages: views and Jinja templates."""

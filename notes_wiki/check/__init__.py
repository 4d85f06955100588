"""Graph -> Problems: what a build does not stop for and an author wants to know."""

"""Graph, sources -> Problems: what readers would not notice, but an author wants to know."""

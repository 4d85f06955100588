"""TeX -> MathML: tokens, macros, checks, engines, repair. Knows nothing of notes."""

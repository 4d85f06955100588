"""TeX -> MathML: tokens, macros, checks, engines, repair. Knows no notes."""

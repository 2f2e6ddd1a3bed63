"""lagebild reads news reports and shows what is going on, with every line leading back to its sentence."""

__version__ = "0.1.0"

"""Reading the numbers of a text in any language of the registry, and comparing those of two texts."""

from .comparing import Difference, Problem, compare
from .number import Family, Number
from .reading import read

__all__ = ["Difference", "Family", "Number", "Problem", "compare", "read"]

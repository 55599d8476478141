"""Constants and the range check that all models share."""

from typing import Any, TypeAlias

import numpy as np

Numbers: TypeAlias = Any  # float or numpy array; a function gives back the shape that it got

# Standard atomic weight of magnesium, g/mol, which is also mg/mmol.
# IUPAC/CIAAW conventional value (interval 24.304 to 24.307).
ATOMIC_MASS_MG = 24.305

# Charge of the magnesium ion Mg2+, mEq per mmol.
MEQ_PER_MMOL = 2

# Mass of one milliequivalent of magnesium, mg/mEq (12.1525), from the two above.
MG_PER_MEQ = ATOMIC_MASS_MG / MEQ_PER_MMOL


def checked(
    name: str,
    value: Numbers,
    low: float,
    high: float = np.inf,
    *,
    missing_allowed: bool = False,
) -> Numbers:
    """Value as float or array of float, refused unless every entry lies in range.

    Parameters
    ----------
    name : str
        Name of the quantity with its unit, for the message.
    value : float or array_like, any shape
        The number or numbers to check.
    low, high : float
        Smallest and largest allowed value, both included, in the unit of `value`.
        Infinity itself is never allowed.
    missing_allowed : bool
        Let NaN through, as the missing figure of a table column.

    Returns
    -------
    float or ndarray
        A float for a single number, else an array of the shape of `value`.

    Raises
    ------
    ValueError
        If an entry is not a number, not finite, or outside the range.
    """
    numbers = _as_floats(name, value)
    good = np.isfinite(numbers) & (numbers >= low) & (numbers <= high)
    if missing_allowed:
        good |= np.isnan(numbers)
    if not good.all():
        bad = numbers[~good].flat[0]
        raise ValueError(f"{name} is {bad:.10g}; allowed is {_range(low, high)}")
    return numbers if numbers.ndim else float(numbers)


def _as_floats(name: str, value: Numbers) -> np.ndarray:
    """Value as array of float; ValueError for text, truth values and the like."""
    try:
        given = np.asarray(value)
        if given.dtype.kind not in "iufO":
            raise TypeError
        return given.astype(float)
    except (TypeError, ValueError):
        raise ValueError(f"{name} is {value!r}; allowed is a number") from None


def _range(low: float, high: float) -> str:
    """Range in words for a message."""
    if np.isinf(high):
        return f"{low:.10g} or more"
    return f"{low:.10g} to {high:.10g}"

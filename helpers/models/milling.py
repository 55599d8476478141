"""Magnesium and fibre of flour, as a mixture of the parts of the kernel."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from helpers.models.quantities import Numbers, checked

# How far the shares of the parts may add up beside 100, in percentage points:
# printed shares are rounded.
SHARES_TOLERANCE = 0.5


class Part(NamedTuple):
    """One part of the kernel: its share of the mass, and what 100 g of it hold."""

    share_percent: float
    magnesium_mg_per_100g: float
    fibre_g_per_100g: float


class Flour(NamedTuple):
    """Flour made from a kernel.

    `extraction_percent` is flour mass per kernel mass, `magnesium_kept_percent`
    magnesium in that flour per magnesium in the kernel.
    """

    extraction_percent: Numbers
    magnesium_mg_per_100g: Numbers
    fibre_g_per_100g: Numbers
    magnesium_kept_percent: Numbers


def flour(parts: Mapping[str, Part], kept_percent: Mapping[str, Numbers]) -> Flour:
    """Flour of a kernel of which a share of each part is kept.

    Parameters
    ----------
    parts : mapping of str to Part
        The parts of the kernel, for instance endosperm, bran and germ. Their shares
        add up to 100 within 0.5 and are scaled to exactly 100.
    kept_percent : mapping of str to float or array
        For each of the same parts, how much of it goes into the flour, %, 0 to 100.

    Returns
    -------
    Flour
        Percent, mg and g per 100 g of flour, in the common shape of `kept_percent`.

    Raises
    ------
    ValueError
        If the names differ, a number is out of range, the shares do not add up to 100,
        nothing is kept, or the kernel holds no magnesium.

    Notes
    -----
    Conservation of mass: contents are weighted by the mass of each part. It supposes
    that a part has the same composition throughout, and equal moisture.
    """
    mass = _masses(parts)
    kept = _kept_fractions(parts, kept_percent)
    flour_mass = {name: mass[name] * kept[name] for name in parts}
    extraction = sum(flour_mass.values())
    if np.any(extraction == 0):
        raise ValueError("kept_percent keeps nothing; allowed is more than 0 in all")
    magnesium = _carried(flour_mass, parts, "magnesium_mg_per_100g")
    fibre = _carried(flour_mass, parts, "fibre_g_per_100g")
    whole = _carried(mass, parts, "magnesium_mg_per_100g")
    if whole == 0:
        raise ValueError("magnesium_mg_per_100g is 0 in all parts; allowed is more")
    return Flour(
        extraction_percent=extraction,
        magnesium_mg_per_100g=100 * magnesium / extraction,
        fibre_g_per_100g=100 * fibre / extraction,
        magnesium_kept_percent=100 * magnesium / whole,
    )


def _masses(parts: Mapping[str, Part]) -> dict[str, float]:
    """Mass of each part, g per 100 g of kernel."""
    shares = {
        name: checked(f"share_percent of {name}", part.share_percent, 0, 100) for name, part in parts.items()
    }
    total = sum(shares.values())
    if abs(total - 100) > SHARES_TOLERANCE:
        raise ValueError(f"share_percent adds up to {total:.10g}; allowed is 100 within {SHARES_TOLERANCE}")
    return {name: 100 * share / total for name, share in shares.items()}


def _kept_fractions(parts: Mapping[str, Part], kept_percent: Mapping[str, Numbers]) -> dict[str, Numbers]:
    """Kept share of each part, 0 to 1."""
    if set(parts) != set(kept_percent):
        raise ValueError(
            f"kept_percent names {sorted(kept_percent)}; allowed is one entry for each of {sorted(parts)}"
        )
    return {
        name: checked(f"kept_percent of {name}", kept, 0, 100) / 100 for name, kept in kept_percent.items()
    }


def _carried(mass: Mapping[str, Numbers], parts: Mapping[str, Part], content: str) -> Numbers:
    """Amount of a content, mg or g, in the given masses of the parts, g."""
    return sum(
        mass[name] * checked(f"{content} of {name}", getattr(part, content), 0) / 100
        for name, part in parts.items()
    )

"""Magnesium of portions and days, and its share of what a person needs."""

import numpy as np

from helpers.models.quantities import Numbers, checked

# Largest magnesium content the functions take, mg per 100 g: pure magnesium.
PURE_MG_PER_100G = 100_000.0
# Largest energy content the functions take, kcal per 100 g: pure fat is about 900.
MOST_KCAL_PER_100G = 1000.0
# Daily needs the functions take, mg: from below that of infants to far above adults'.
NEED_RANGE_MG = (10.0, 2000.0)


def portion_mg(mg_per_100g: Numbers, grams: Numbers) -> Numbers:
    """Magnesium in a portion, mg.

    Parameters
    ----------
    mg_per_100g : float or array
        Magnesium, mg per 100 g, 0 to 100 000.
    grams : float or array
        Portion, g, 0 or more.

    Returns
    -------
    float or array
        mg, in the common shape; NaN where an input is NaN (missing).

    Raises
    ------
    ValueError
        If an input is out of range.
    """
    return _content(mg_per_100g) * checked("grams", grams, 0, missing_allowed=True) / 100


def per_100_kcal(mg_per_100g: Numbers, kcal_per_100g: Numbers) -> Numbers:
    """Magnesium that comes with 100 kcal of a food, mg.

    Parameters
    ----------
    mg_per_100g : float or array
        Magnesium, mg per 100 g, 0 to 100 000.
    kcal_per_100g : float or array
        Energy, kcal per 100 g, 0 to 1000.

    Returns
    -------
    float or array
        mg per 100 kcal, in the common shape. NaN where energy is 0, as in water: no
        amount of it gives 100 kcal, so it has no place in a ranking. NaN too where an
        input is NaN (missing).

    Raises
    ------
    ValueError
        If an input is out of range.
    """
    energy = checked("kcal_per_100g", kcal_per_100g, 0, MOST_KCAL_PER_100G, missing_allowed=True)
    some_energy = np.where(np.equal(energy, 0), np.nan, energy)
    result = 100 * _content(mg_per_100g) / some_energy
    return result if np.ndim(result) else float(result)


def share_of_need_percent(mg: Numbers, need_mg: Numbers) -> Numbers:
    """Share of a daily need that an amount covers, %.

    Parameters
    ----------
    mg : float or array
        Magnesium eaten and drunk, mg, 0 or more.
    need_mg : float or array
        Need or reference intake, mg a day, 10 to 2000.

    Returns
    -------
    float or array
        Percent, in the common shape; NaN where an input is NaN (missing).

    Raises
    ------
    ValueError
        If an input is out of range.
    """
    need = checked("need_mg", need_mg, *NEED_RANGE_MG, missing_allowed=True)
    return 100 * checked("mg", mg, 0, missing_allowed=True) / need


def _content(mg_per_100g: Numbers) -> Numbers:
    """Magnesium content, mg per 100 g, checked."""
    return checked("mg_per_100g", mg_per_100g, 0, PURE_MG_PER_100G, missing_allowed=True)


def per_1000_kcal(mg: Numbers, kcal: Numbers) -> Numbers:
    """Magnesium that comes with 1000 kcal of a day's food, mg.

    Parameters
    ----------
    mg : float or array
        Magnesium of the day, mg, 0 or more.
    kcal : float or array
        Energy of the day, kcal, 1 to 20 000.

    Returns
    -------
    float or array
        mg per 1000 kcal, in the common shape.

    Raises
    ------
    ValueError
        If an input is out of range.
    """
    return 1000 * checked("mg", mg, 0) / checked("kcal", kcal, 1, 20_000)


def from_energy(mg_per_1000_kcal: Numbers, kcal: Numbers) -> Numbers:
    """Magnesium of a day that holds so much energy, mg, if the pattern of eating stays the same.

    Parameters
    ----------
    mg_per_1000_kcal : float or array
        Magnesium of the pattern, mg per 1000 kcal, 0 or more.
    kcal : float or array
        Energy of the day, kcal, 0 to 20 000.

    Returns
    -------
    float or array
        mg a day, in the common shape.

    Raises
    ------
    ValueError
        If an input is out of range.
    """
    return checked("mg per 1000 kcal", mg_per_1000_kcal, 0) * checked("kcal", kcal, 0, 20_000) / 1000


def energy_for_need(mg_per_1000_kcal: Numbers, need_mg: Numbers) -> Numbers:
    """Energy of a day at which a pattern of eating just covers the need, kcal.

    Parameters
    ----------
    mg_per_1000_kcal : float or array
        Magnesium of the pattern, mg per 1000 kcal, above 0.
    need_mg : float or array
        Need or reference intake, mg a day, 10 to 2000.

    Returns
    -------
    float or array
        kcal a day, in the common shape.

    Raises
    ------
    ValueError
        If an input is out of range.
    """
    return (
        1000
        * checked("need_mg", need_mg, *NEED_RANGE_MG)
        / checked("mg per 1000 kcal", mg_per_1000_kcal, 1e-6)
    )

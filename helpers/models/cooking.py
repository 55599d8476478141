"""Where magnesium goes when food or water is boiled."""

from typing import NamedTuple

import numpy as np

from helpers.models.quantities import Numbers, checked

# Largest share of water that may be boiled away, %: at 100 % no water is left.
MOST_BOILED_OFF_PERCENT = 99.9


class Split(NamedTuple):
    """Magnesium of a raw food after boiling, in mg; the three add up to the raw food.

    `food_mg` stays in the drained food, `water_mg` is in the cooking water and
    `lost_mg` is in neither.
    """

    food_mg: Numbers
    water_mg: Numbers
    lost_mg: Numbers


def boiled(raw_mg: Numbers, retained_percent: Numbers, retained_with_water_percent: Numbers) -> Split:
    """Magnesium left in the food, in the cooking water, and in neither.

    Parameters
    ----------
    raw_mg : float or array
        Magnesium in the raw food, mg, 0 or more.
    retained_percent : float or array
        Share of it in the drained food, %, 0 to 100.
    retained_with_water_percent : float or array
        Share of it in food and cooking water together, %, 0 to 100 and at least
        `retained_percent`.

    Returns
    -------
    Split
        mg each, in the common shape of the inputs.

    Raises
    ------
    ValueError
        If an input is out of range, or food with water holds less than food alone.

    Notes
    -----
    Source of the percentages: USDA Table of Nutrient Retention Factors, Release 6
    (2007), rows "drained" and "water used" of the same food and method.
    """
    raw_mg = checked("raw_mg", raw_mg, 0)
    drained = checked("retained_percent", retained_percent, 0, 100)
    with_water = checked("retained_with_water_percent", retained_with_water_percent, 0, 100)
    if np.any(with_water < drained):
        raise ValueError(
            f"retained_with_water_percent is {with_water}; allowed is at least "
            f"retained_percent, {drained}, since the water only adds to the food"
        )
    return Split(
        food_mg=raw_mg * drained / 100,
        water_mg=raw_mg * (with_water - drained) / 100,
        lost_mg=raw_mg * (100 - with_water) / 100,
    )


def dry_matter_basis(mg_per_100g: Numbers, water_g_per_100g: Numbers) -> Numbers:
    """Magnesium per 100 g of dry matter, mg.

    Parameters
    ----------
    mg_per_100g : float or array
        Magnesium, mg per 100 g of food as weighed, 0 or more.
    water_g_per_100g : float or array
        Water, g per 100 g of food, 0 to below 100.

    Returns
    -------
    float or array
        mg per 100 g dry matter, in the common shape; NaN where an input is NaN.

    Raises
    ------
    ValueError
        If an input is out of range or the food has no dry matter.
    """
    content = checked("mg_per_100g", mg_per_100g, 0, 100_000, missing_allowed=True)
    water = checked("water_g_per_100g", water_g_per_100g, 0, 100, missing_allowed=True)
    if np.any(water == 100):
        raise ValueError("water_g_per_100g is 100; allowed is 0 to below 100")
    return 100 * content / (100 - water)


def apparent_retention_percent(
    raw_mg: Numbers, cooked_mg: Numbers, raw_water: Numbers, cooked_water: Numbers
) -> Numbers:
    """Magnesium per dry matter of the cooked food, as a share of the raw food, %.

    Parameters
    ----------
    raw_mg, cooked_mg : float or array
        Magnesium, mg per 100 g of the raw food (above 0) and of the cooked food.
    raw_water, cooked_water : float or array
        Water, g per 100 g, 0 to below 100.

    Returns
    -------
    float or array
        Percent, in the common shape; above 100 is possible. NaN where an input is NaN.

    Raises
    ------
    ValueError
        If an input is out of range or the raw food holds no magnesium.

    Notes
    -----
    Arithmetic on food-table values: a quotient of contents per dry matter. It supposes
    that no dry matter is lost. Solids leach into the water too, so it overstates true
    retention; raw and cooked samples are rarely the same, so single pairs scatter.
    """
    raw_mg = checked("raw_mg", raw_mg, 0, missing_allowed=True)
    if np.any(raw_mg == 0):
        raise ValueError("raw_mg is 0; allowed is more than 0")
    return 100 * dry_matter_basis(cooked_mg, cooked_water) / dry_matter_basis(raw_mg, raw_water)


def concentration_after_boiling_down(mg_per_l: Numbers, boiled_off_percent: Numbers) -> Numbers:
    """Magnesium in water of which a part has boiled away, mg/L.

    Parameters
    ----------
    mg_per_l : float or array
        Magnesium before, mg/L, 0 or more.
    boiled_off_percent : float or array
        Share of the volume gone as steam, %, 0 to 99.9.

    Returns
    -------
    float or array
        mg/L, in the common shape.

    Raises
    ------
    ValueError
        If an input is out of range.

    Notes
    -----
    Conservation of mass: steam carries no magnesium. That none settles as scale is a
    simplification, since no measured loss was found.
    """
    before = checked("mg_per_l", mg_per_l, 0)
    gone = checked("boiled_off_percent", boiled_off_percent, 0, MOST_BOILED_OFF_PERCENT)
    return before / (1 - gone / 100)

"""How much of the magnesium of a meal is absorbed.

The curve is this course's own reconstruction, not the published equation. The abstract
of Fine et al. 1991 gives its form (a hyperbola plus a line), the line (7 %) and the
fraction at both ends (65 % and 11 %); coefficients and middle points were not read, and
the magnesium of the test meal itself is recalled from reviews (about 3 mEq).
It is net absorption of soluble magnesium in healthy adults, one meal at a time. It does
not hold for magnesium oxide, and differs from isotope studies by what the gut secretes.

Source: Fine KD, Santa Ana CA, Porter JL, Fordtran JS (1991) J Clin Invest 88:396-402,
abstract, doi:10.1172/JCI115317.
"""

from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from helpers.models.quantities import MG_PER_MEQ, Numbers, checked

# Linear part of the curve: fraction of any dose. Fine 1991, abstract.
LINEAR_FRACTION = 0.07
# Net fraction absorbed from the meal alone. Fine 1991, abstract.
LOWEST_MEAL_FRACTION = 0.65
# Net fraction absorbed from the meal with the largest addition. Fine 1991, abstract.
HIGHEST_MEAL_FRACTION = 0.11
# Largest addition to the meal, mEq magnesium as acetate. Fine 1991, abstract.
LARGEST_ADDITION_MEQ = 80.0
# Magnesium of the test meal itself, mEq: unverified (recalled from reviews).
MEAL_OWN_MEQ = 3.0
# Range of that assumption in which the reconstruction was worked out, mEq.
MEAL_OWN_MEQ_RANGE = (2.0, 5.0)
# Largest dose the functions take, mg: twice the largest dose of the study.
LARGEST_DOSE_MG = 2000.0
# Most meals a day the functions take.
MOST_MEALS = 48

# Factor on the fraction absorbed by phytic acid added to white bread, as much as in
# each kind of bread: fraction with / fraction without (%), one single meal. Read in the
# abstract of Bohn T et al. (2004) Am J Clin Nutr 79:418-423.
PHYTATE_FACTORS = MappingProxyType({"none": 1.0, "brown-bread": 24.0 / 32.2, "wholemeal-bread": 13.0 / 32.5})
# Factor of spinach (6.6 mmol oxalate) against kale (0.1 mmol), fractions in %.
# UNVERIFIED: design and direction were read, the two percentages are recalled.
# Bohn T et al. (2004) Br J Nutr 91:601-606.
OXALATE_FACTOR = 26.7 / 36.5


class Curve(NamedTuple):
    """Coefficients of A(d) = vmax d / (k + d) + linear d, A and d in mEq a meal."""

    vmax_meq: Numbers
    k_meq: Numbers
    linear_fraction: float


def reconstructed_curve(meal_own_meq: Numbers = MEAL_OWN_MEQ) -> Curve:
    """Coefficients of the course's reconstruction of the curve of Fine 1991.

    Parameters
    ----------
    meal_own_meq : float or array
        Magnesium of the test meal itself, mEq, 2 to 5; an assumption.

    Returns
    -------
    Curve
        `vmax_meq` (the same for every meal) and `k_meq` in mEq.

    Raises
    ------
    ValueError
        If `meal_own_meq` is out of range.

    Notes
    -----
    Without the line, the hyperbola leaves the fractions vmax/(k + m) = 0.65 - 0.07 at
    the meal m and vmax/(k + m + 80) = 0.11 - 0.07 at its largest addition. Two
    equations, two unknowns.
    """
    meal = checked("meal_own_meq", meal_own_meq, *MEAL_OWN_MEQ_RANGE)
    low = LOWEST_MEAL_FRACTION - LINEAR_FRACTION
    high = HIGHEST_MEAL_FRACTION - LINEAR_FRACTION
    vmax = LARGEST_ADDITION_MEQ / (1 / high - 1 / low)
    return Curve(vmax, vmax / low - meal, LINEAR_FRACTION)


def anchored_range_mg(meal_own_meq: float = MEAL_OWN_MEQ) -> tuple[float, float]:
    """Smallest and largest dose of the study, mg; outside them the curve extrapolates.

    Parameters
    ----------
    meal_own_meq : float
        Magnesium of the test meal itself, mEq, 2 to 5; an assumption.

    Returns
    -------
    tuple of two floats
        mg in one meal.

    Raises
    ------
    ValueError
        If `meal_own_meq` is out of range.
    """
    meal = checked("meal_own_meq", meal_own_meq, *MEAL_OWN_MEQ_RANGE)
    return meal * MG_PER_MEQ, (meal + LARGEST_ADDITION_MEQ) * MG_PER_MEQ


def absorbed_fraction(
    meal_mg: Numbers, meal_own_meq: Numbers = MEAL_OWN_MEQ, factor: Numbers = 1.0
) -> Numbers:
    """Net fraction absorbed from one meal, on the course's reconstructed curve.

    Parameters
    ----------
    meal_mg : float or array
        Magnesium in the meal, mg, 0 to 2000.
    meal_own_meq : float or array
        Magnesium of the study's test meal, mEq, 2 to 5; an assumption.
    factor : float or array
        What phytate or oxalate leaves of the fraction, 0 to 1.

    Returns
    -------
    float or array
        Fraction, 0 to 1, in the common shape; at 0 mg its limit.

    Raises
    ------
    ValueError
        If an input is out of range.

    Notes
    -----
    Below the smallest dose of the study (see `anchored_range_mg`) the curve
    extrapolates, and for very small doses it may pass 1. More than everything cannot be
    absorbed, so the fraction stops at 1, before `factor` acts.
    """
    meal_mg = checked("meal_mg", meal_mg, 0, LARGEST_DOSE_MG)
    factor = checked("factor", factor, 0, 1)
    curve = reconstructed_curve(meal_own_meq)
    dose = meal_mg / MG_PER_MEQ
    on_curve = curve.vmax_meq / (curve.k_meq + dose) + curve.linear_fraction
    fraction = np.minimum(on_curve, 1.0) * factor
    return fraction if np.ndim(fraction) else float(fraction)


def absorbed_mg(meal_mg: Numbers, meal_own_meq: Numbers = MEAL_OWN_MEQ, factor: Numbers = 1.0) -> Numbers:
    """Magnesium absorbed from one meal, mg, on the course's reconstructed curve.

    Parameters
    ----------
    meal_mg : float or array
        Magnesium in the meal, mg, 0 to 2000.
    meal_own_meq : float or array
        Magnesium of the study's test meal, mEq, 2 to 5; an assumption.
    factor : float or array
        What phytate or oxalate leaves of the fraction, 0 to 1.

    Returns
    -------
    float or array
        mg, never more than `meal_mg`, in the common shape.

    Raises
    ------
    ValueError
        If an input is out of range.
    """
    fraction = absorbed_fraction(meal_mg, meal_own_meq, factor)
    return checked("meal_mg", meal_mg, 0, LARGEST_DOSE_MG) * fraction


def absorbed_per_day(
    mg_per_day: Numbers,
    meals: Numbers,
    factor: Numbers = 1.0,
    meal_own_meq: Numbers = MEAL_OWN_MEQ,
) -> Numbers:
    """Magnesium absorbed in a day of equal meals, mg.

    Parameters
    ----------
    mg_per_day : float or array
        Magnesium eaten and drunk in a day, mg, 0 to 2000.
    meals : int or array of int
        Number of equal meals, 1 to 48.
    factor : float or array
        What phytate or oxalate leaves of the fraction, 0 to 1.
    meal_own_meq : float or array
        Magnesium of the study's test meal, mEq, 2 to 5; an assumption.

    Returns
    -------
    float or array
        mg a day, in the common shape.

    Raises
    ------
    ValueError
        If an input is out of range or `meals` is not whole.

    Notes
    -----
    Each meal is taken to be absorbed on its own, as if the one before had gone.
    """
    mg_per_day = checked("mg_per_day", mg_per_day, 0, LARGEST_DOSE_MG)
    meals = checked("meals", meals, 1, MOST_MEALS)
    if np.any(meals != np.round(meals)):
        raise ValueError(f"meals is {meals}; allowed is a whole number, 1 to {MOST_MEALS}")
    return meals * absorbed_mg(mg_per_day / meals, meal_own_meq, factor)


def dose_with_fraction(fraction: Numbers, meal_own_meq: float = MEAL_OWN_MEQ) -> Numbers:
    """Dose in one meal of which the given fraction is absorbed, mg.

    Parameters
    ----------
    fraction : float or array
        Net fraction absorbed, from that of 2000 mg (about 0.09) to that of the
        smallest dose (1; less where the test meal is below 2.23 mEq).
    meal_own_meq : float
        Magnesium of the study's test meal, mEq, 2 to 5; an assumption.

    Returns
    -------
    float or array
        mg in one meal, in the shape of `fraction`; for 1 the largest dose of which
        everything is absorbed.

    Raises
    ------
    ValueError
        If an input is out of range.

    Notes
    -----
    The curve solved for the dose: d = vmax / (fraction - linear) - k.
    """
    curve = reconstructed_curve(meal_own_meq)
    lowest = absorbed_fraction(LARGEST_DOSE_MG, meal_own_meq)
    highest = absorbed_fraction(0, meal_own_meq)
    fraction = checked("fraction", fraction, lowest, highest)
    dose = curve.vmax_meq / (fraction - curve.linear_fraction) - curve.k_meq
    return dose * MG_PER_MEQ

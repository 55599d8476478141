"""What is inside a magnesium salt, and how to weigh facts about salts when some are missing.

Masses come from `molmass`, which reads formulas of hydrates such as MgCl2.6H2O; no percentage is typed in.
"""

from functools import lru_cache

import numpy as np

from helpers.models.quantities import Numbers, checked

# Largest amounts the functions take, mg: a kilogram of salt.
MOST_MG = 1e6


@lru_cache
def molar_mass(formula: str) -> float:
    """Molar mass of a formula, g/mol, from the standard atomic masses.

    Parameters
    ----------
    formula : str
        Such as `Mg3(C6H5O7)2` or, with crystal water behind a point, `MgCl2.6H2O`.

    Raises
    ------
    ValueError
        If it is no chemical formula.
    """
    from molmass import Formula, FormulaError

    try:
        return float(Formula(formula).mass)
    except FormulaError as error:
        raise ValueError(f"{formula!r} is no chemical formula: {error}") from None


@lru_cache
def share_of(element: str, formula: str) -> float:
    """Share of an element in the mass of a formula, 0 to 1; 0 where it holds none.

    Raises
    ------
    ValueError
        If it is no chemical formula.
    """
    from molmass import Formula

    molar_mass(formula)
    parts = Formula(formula).composition()
    return float(parts[element].fraction) if element in parts else 0.0


def magnesium_share(formula: str) -> float:
    """Share of magnesium in the mass of a salt, above 0 to 1.

    Raises
    ------
    ValueError
        If it is no chemical formula, or one without magnesium.
    """
    share = share_of("Mg", formula)
    if not share:
        raise ValueError(f"{formula!r} holds no magnesium")
    return share


def water_share(formula: str) -> float:
    """Share of crystal water in the mass of a hydrate, 0 to 1: of what stands behind the point, as in `MgCl2.6H2O`.

    Raises
    ------
    ValueError
        If it is no chemical formula.
    """
    dry, _point, _water = formula.partition(".")
    return 1 - molar_mass(dry) / molar_mass(formula)


def salt_mg(magnesium_mg: Numbers, share: Numbers) -> Numbers:
    """Salt that brings an amount of magnesium, mg.

    Parameters
    ----------
    magnesium_mg : float or array
        0 to 1 000 000 mg.
    share : float or array
        Share of magnesium in the salt, from 0.001 to 1.

    Raises
    ------
    ValueError
        If an input is out of range.
    """
    return checked("magnesium in mg", magnesium_mg, 0, MOST_MG) / checked(
        "share of magnesium", share, 0.001, 1
    )


def magnesium_mg(salt: Numbers, share: Numbers) -> Numbers:
    """Magnesium in an amount of salt, mg.

    Parameters
    ----------
    salt : float or array
        Salt, 0 to 1 000 000 000 mg.
    share : float or array
        Share of magnesium in the salt, from 0.001 to 1.

    Raises
    ------
    ValueError
        If an input is out of range.
    """
    return checked("salt in mg", salt, 0, 1000 * MOST_MG) * checked("share of magnesium", share, 0.001, 1)


def tablets(salt: Numbers, tablet_mg: Numbers) -> Numbers:
    """Whole tablets that hold an amount of salt.

    Parameters
    ----------
    salt : float or array
        Salt, 0 to 1 000 000 000 mg.
    tablet_mg : float or array
        Salt that fits in one tablet, 1 to 1 000 000 mg.

    Raises
    ------
    ValueError
        If an input is out of range.
    """
    exact = checked("salt in mg", salt, 0, 1000 * MOST_MG) / checked(
        "salt in a tablet in mg", tablet_mg, 1, MOST_MG
    )
    whole = np.ceil(np.round(exact, 9))  # a billionth of a tablet is no tablet
    return whole if np.ndim(whole) else float(whole)


def score_between(value: Numbers, worst: float, best: float, *, logarithmic: bool = False) -> Numbers:
    """A figure as a score: 0 at `worst` and below, 1 at `best` and above, straight between them; NaN (missing) stays NaN.

    Parameters
    ----------
    value : float or array
        In the unit of the ends; above 0 where logarithmic.
    worst, best : float
        `worst` below `best`.
    logarithmic : bool
        Equal factors are equal steps.

    Raises
    ------
    ValueError
        If an input is out of range.
    """
    low = 1e-12 if logarithmic else -MOST_MG
    value = checked("value", value, low, MOST_MG, missing_allowed=True)
    ends = checked("ends", [worst, best], low, MOST_MG)
    if not worst < best:
        raise ValueError(f"worst is {worst:.10g}; allowed is less than best, {best:.10g}")
    if logarithmic:
        value, ends = np.log(value), np.log(ends)
    score = np.clip((value - ends[0]) / (ends[1] - ends[0]), 0, 1)
    return score if np.ndim(score) else float(score)


def won_share(better: Numbers, equal: Numbers, worse: Numbers) -> Numbers:
    """Share of comparisons that were won, a draw counting half; NaN (missing) where there is none.

    Parameters
    ----------
    better, equal, worse : int or array
        Numbers of comparisons, 0 or more.

    Raises
    ------
    ValueError
        If an input is out of range.
    """
    better, equal, worse = (
        np.asarray(checked(name, n, 0, MOST_MG))
        for name, n in (("better", better), ("equal", equal), ("worse", worse))
    )
    total = better + equal + worse
    share = np.where(total > 0, (better + equal / 2) / np.maximum(total, 1), np.nan)
    return share if share.ndim else float(share)


def weighed_parts(scores, weights) -> tuple[np.ndarray, np.ndarray]:
    """Points of each criterion, and the points that stay open because a score is missing.

    Parameters
    ----------
    scores : array, shape (..., criteria)
        0 to 1; NaN where missing.
    weights : array, shape (criteria,)
        0 or more, not all 0.

    Returns
    -------
    known, open : arrays, shape (..., criteria)
        In points of 100. A missing score gives 0 known points and its whole weight as open points, so the true
        total lies between sum(known) and sum(known) + sum(open): a gap is neither zero nor average.

    Raises
    ------
    ValueError
        If an input is out of range.
    """
    scores = np.asarray(checked("score", scores, 0, 1, missing_allowed=True))
    weights = np.asarray(checked("weight", weights, 0, MOST_MG))
    if not weights.sum() > 0:
        raise ValueError("all weights are 0; allowed is at least one above 0")
    full = 100 * weights / weights.sum() * np.ones_like(scores)
    missing = np.isnan(scores)
    return np.where(missing, 0.0, np.nan_to_num(scores) * full), np.where(missing, full, 0.0)

"""What a sign or a test says: Bayes' rule, and cut-offs between two groups of people."""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from helpers.models.quantities import Numbers, checked

# Standard deviations between the middle of a normal curve and either end of its central 95 %.
Z_95 = 1.96


class Groups(NamedTuple):
    """Shares of all people by state and sign; they add up to 1.

    Attributes
    ----------
    found : float or array
        Have the state and show the sign.
    missed : float or array
        Have the state, no sign.
    false_alarm : float or array
        Have the sign without the state.
    clear : float or array
        Neither.
    """

    found: Numbers
    missed: Numbers
    false_alarm: Numbers
    clear: Numbers


def groups(prior: Numbers, sign_with: Numbers, sign_without: Numbers) -> Groups:
    """People split by a state (such as low magnesium) and a sign (such as tiredness).

    Parameters
    ----------
    prior : float or array
        Share of all people who have the state, 0 to 1.
    sign_with, sign_without : float or array
        Share of people with, and of people without the state who show the sign, 0 to 1.

    Raises
    ------
    ValueError
        If an input is out of range.
    """
    prior = checked("prior", prior, 0, 1)
    sign_with, sign_without = (
        checked("sign with the state", sign_with, 0, 1),
        checked("sign without the state", sign_without, 0, 1),
    )
    return Groups(
        prior * sign_with,
        prior * (1 - sign_with),
        (1 - prior) * sign_without,
        (1 - prior) * (1 - sign_without),
    )


def chance_given_sign(prior: Numbers, sign_with: Numbers, sign_without: Numbers) -> Numbers:
    """Bayes' rule: chance of the state in someone who shows the sign; NaN where nobody shows it.

    Parameters as in `groups`.

    Returns
    -------
    float or array
        0 to 1, in the common shape.
    """
    split = groups(prior, sign_with, sign_without)
    shown = np.asarray(split.found + split.false_alarm)
    with np.errstate(invalid="ignore"):
        chance = np.where(shown == 0, np.nan, split.found / np.where(shown == 0, 1, shown))
    return chance if chance.ndim else float(chance)


def share_below(cutoff: Numbers, mean: Numbers, spread: Numbers) -> Numbers:
    """Share of a normally distributed group that lies below a cut-off.

    Parameters
    ----------
    cutoff, mean : float or array
        -1000 to 1000, in one unit.
    spread : float or array
        Standard deviation in the same unit, above 0, at most 1000.

    Raises
    ------
    ValueError
        If an input is out of range.
    """
    mean, spread = checked("mean", mean, -1000, 1000), checked("spread", spread, 1e-9, 1000)
    away = (checked("cut-off", cutoff, -1000, 1000) - mean) / (spread * math.sqrt(2))
    share = 0.5 * (1 + np.vectorize(math.erf, otypes=[float])(away))
    return share if np.ndim(share) else float(share)


def normal_from_central_95(low: float, high: float) -> tuple[float, float]:
    """Mean and standard deviation of the normal curve whose central 95 % runs from `low` to `high`.

    Raises
    ------
    ValueError
        If `high` is not above `low`.
    """
    low = checked("low end", low, -1000, 1000)
    high = checked("high end", high, low + 1e-9, 1000)
    return (low + high) / 2, (high - low) / (2 * Z_95)


def groups_at_cutoff(
    prior: Numbers,
    cutoff: Numbers,
    mean_with: float,
    spread_with: float,
    mean_without: float,
    spread_without: float,
) -> Groups:
    """People split by a state and by a value below a cut-off, both groups normally distributed (an assumption).

    Parameters
    ----------
    prior : float or array
        Share of all people who have the state, 0 to 1.
    cutoff, mean_with, spread_with, mean_without, spread_without : float
        Cut-off, and mean and standard deviation of the groups with and without the state, in one unit. Only `cutoff` may be an array.
    """
    return groups(
        prior, share_below(cutoff, mean_with, spread_with), share_below(cutoff, mean_without, spread_without)
    )


def people(shares: Sequence[float], total: int = 1000) -> list[int]:
    """Whole people for shares that add up to 1: rounded so that they add up to `total`, the largest remainders rounded up.

    Parameters
    ----------
    shares : sequence of float
        0 to 1 each, together 1.
    total : int
        Number of people, 1 to 1 000 000.

    Raises
    ------
    ValueError
        If a share or the total is out of range, or the shares do not add up to 1.
    """
    wanted = np.asarray(checked("share", list(shares), 0, 1)) * checked("total", total, 1, 1_000_000)
    checked("sum of the shares", float(np.sum(shares)), 1 - 1e-9, 1 + 1e-9)
    whole = np.floor(wanted + 1e-9).astype(int)
    order = np.argsort(whole - wanted, kind="stable")
    whole[order[: int(total) - int(whole.sum())]] += 1
    return whole.tolist()

"""How intakes spread over people, and what share of them falls below a cut-off or below their own need."""

import math

import numpy as np

from helpers.models.quantities import Numbers, checked

# Largest mean or cut-off the functions take, mg a day, and largest spread, as a share of the mean.
MOST_MG = 10_000.0
MOST_SPREAD = 3.0
# Nodes of the Gauss-Hermite rule that sums over the needs of people; 40 leave an error far below one person in a million.
_NODES, _WEIGHTS = np.polynomial.hermite_e.hermegauss(40)
_WEIGHTS = _WEIGHTS / _WEIGHTS.sum()
_erf = np.vectorize(math.erf, otypes=[float])


def log_mean_and_sd(mean_mg: float, spread: float) -> tuple[float, float]:
    """Mean and standard deviation of the logarithm of a lognormal intake.

    Parameters
    ----------
    mean_mg : float
        Mean intake, mg a day, above 0.
    spread : float
        Standard deviation divided by the mean, above 0.

    Returns
    -------
    (mu, sigma) : tuple of float
        sigma = sqrt(ln(1 + spread^2)), mu = ln(mean) - sigma^2 / 2; `exp(mu)` is the median.

    Raises
    ------
    ValueError
        If an input is out of range.
    """
    mean, spread = checked("mean in mg", mean_mg, 1e-6, MOST_MG), checked("spread", spread, 1e-6, MOST_SPREAD)
    sigma = math.sqrt(math.log1p(spread**2))
    return math.log(mean) - sigma**2 / 2, sigma


def share_below(cutoff_mg: Numbers, mean_mg: float, spread: float) -> Numbers:
    """Share of people whose intake lies below a cut-off, if intakes are lognormal: Phi((ln cutoff - mu) / sigma).

    Parameters
    ----------
    cutoff_mg : float or array
        mg a day, 0 or more.
    mean_mg, spread : float
        As in `log_mean_and_sd`.

    Returns
    -------
    float or array
        From 0 to 1, in the shape of `cutoff_mg`.

    Raises
    ------
    ValueError
        If an input is out of range.
    """
    mu, sigma = log_mean_and_sd(mean_mg, spread)
    cutoff = np.asarray(checked("cut-off in mg", cutoff_mg, 0, MOST_MG))
    with np.errstate(divide="ignore"):
        share = 0.5 * (1 + _erf((np.log(cutoff) - mu) / (sigma * math.sqrt(2))))
    return share if share.ndim else float(share)


def share_below_cutoff_and_own_need(
    cutoff_mg: Numbers, mean_mg: float, spread: float, need_mg: float, need_spread: float
) -> Numbers:
    """Share of people who eat less than a cut-off and, at the same time, less than they themselves need.

    Needs are taken as normal around the average need, and as having nothing to do with what a person eats
    (two assumptions). A cut-off far above all needs gives everybody who eats less than their own need.

    Parameters
    ----------
    cutoff_mg : float or array
        mg a day, 0 or more.
    mean_mg, spread : float
        Intake, as in `log_mean_and_sd`.
    need_mg : float
        Average need, mg a day, above 0.
    need_spread : float
        Standard deviation of the needs divided by their mean, 0 to 0.12 (so that no need in the sum is negative).

    Returns
    -------
    float or array
        From 0 to 1, in the shape of `cutoff_mg`.

    Raises
    ------
    ValueError
        If an input is out of range.
    """
    needs = checked("average need in mg", need_mg, 1e-6, MOST_MG) * (
        1 + checked("spread of needs", need_spread, 0, 0.12) * _NODES
    )
    needs = np.maximum(needs, 0)
    cutoff = np.asarray(checked("cut-off in mg", cutoff_mg, 0, MOST_MG))
    share = share_below(np.minimum.outer(cutoff, needs), mean_mg, spread) @ _WEIGHTS
    return share if np.ndim(share) else float(share)


def sigma_from_mean_and_median(mean: float, median: float) -> float:
    """Standard deviation of the logarithm of a lognormal quantity from its mean and median: sqrt(2 ln(mean / median)).

    Raises
    ------
    ValueError
        If the median is not above 0, or the mean lies below it.
    """
    median = checked("median", median, 1e-6, MOST_MG)
    return math.sqrt(2 * math.log(checked("mean", mean, median, MOST_MG) / median))


def spread_from_sigma(sigma: float) -> float:
    """Standard deviation divided by the mean, from the standard deviation of the logarithm: sqrt(exp(sigma^2) - 1).

    Raises
    ------
    ValueError
        If sigma is negative or above 1.5.
    """
    return math.sqrt(math.expm1(checked("sigma", sigma, 0, 1.5) ** 2))

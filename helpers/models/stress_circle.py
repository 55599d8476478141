"""A thought experiment of this course, published nowhere: stress costs magnesium, and a lack of magnesium adds stress.

    dm/dt = (i - K s - m) / tau_m          m  magnesium status, 1 is replete
    ds/dt = (e (1 + g (1 - m)) - s) / tau_s  s  stress, in units of the stressor e

The equations are linear; all parameters are assumptions. They show what a circle can do, not what it does in people.
"""

from __future__ import annotations

import numpy as np

from helpers.models.quantities import checked


def _checked(
    stressor: float, intake: float, cost: float, sensitivity: float
) -> tuple[float, float, float, float]:
    return (
        checked("stressor", stressor, 0, 100),
        checked("intake", intake, 0, 10),
        checked("cost K", cost, 0, 10),
        checked("sensitivity g", sensitivity, 0, 100),
    )


def loop_gain(stressor: float, cost: float, sensitivity: float) -> float:
    """What one turn of the circle brings back of a lack of magnesium: G = K e g.

    Parameters
    ----------
    stressor : float
        Outer load e, 0 or more, in units of stress.
    cost : float
        K, magnesium status lost for each unit of stress, 0 or more.
    sensitivity : float
        g, extra share of stress for a full lack of magnesium, 0 or more.

    Raises
    ------
    ValueError
        If an input is out of range.
    """
    e, _i, k, g = _checked(stressor, 1, cost, sensitivity)
    return e * k * g


def amplification(stressor: float, cost: float, sensitivity: float) -> float:
    """By how much the circle multiplies a lack of magnesium: 1 / (1 - G); infinite from G = 1 on."""
    gain = loop_gain(stressor, cost, sensitivity)
    return 1 / (1 - gain) if gain < 1 else float("inf")


def fixed_point(stressor: float, intake: float, cost: float, sensitivity: float) -> tuple[float, float]:
    """Where the circle comes to rest: magnesium status m* and stress s*.

    Returns
    -------
    tuple of float
        m* = (i - K e (1 + g)) / (1 - G), which may lie below 0, where the model has lost its meaning; s* = e (1 + g (1 - m*)).

    Raises
    ------
    ValueError
        If an input is out of range, or if the gain is 1 or more: then nothing comes to rest.
    """
    e, i, k, g = _checked(stressor, intake, cost, sensitivity)
    gain = loop_gain(e, k, g)
    if gain >= 1:
        raise ValueError(f"gain is {gain:.10g}; allowed is less than 1")
    status = (i - k * e * (1 + g)) / (1 - gain)
    return status, e * (1 + g * (1 - status))


def time_course(
    days: int,
    stressor: float,
    intake: float,
    cost: float,
    sensitivity: float,
    *,
    days_magnesium: float,
    days_stress: float,
) -> tuple[np.ndarray, np.ndarray]:
    """Magnesium status and stress day by day, when the stressor starts on day 0 after a long rest.

    Parameters
    ----------
    days : int
        1 to 3650.
    stressor, intake, cost, sensitivity : float
        e, i, K and g; see `loop_gain` and the head of this module. Day 0 has m = i and s = 0.
    days_magnesium, days_stress : float
        Time constants tau_m and tau_s, 0.2 to 1000 d.

    Returns
    -------
    tuple of arrays
        m and s on day 0, 1 ... `days`; exact, since each day is the same linear step. m may fall below 0, where the model means nothing.

    Raises
    ------
    ValueError
        If an input is out of range.
    """
    e, i, k, g = _checked(stressor, intake, cost, sensitivity)
    slow, fast = (
        checked("days of magnesium", days_magnesium, 0.2, 1000),
        checked("days of stress", days_stress, 0.2, 1000),
    )
    of_magnesium = [-1 / slow, -k / slow, i / slow]
    of_stress = [-e * g / fast, -1 / fast, e * (1 + g) / fast]
    rates = np.array([of_magnesium, of_stress, [0, 0, 0]])
    step = _exponential(rates)
    states = np.empty((int(checked("days", days, 1, 3650)) + 1, 3))
    states[0] = i, 0, 1
    for day in range(1, len(states)):
        states[day] = step @ states[day - 1]
    return states[:, 0], states[:, 1]


def _exponential(matrix: np.ndarray) -> np.ndarray:
    """exp(matrix) by halving until it is small, its series, and squaring."""
    halvings = max(0, int(np.ceil(np.log2(np.abs(matrix).sum() + 1e-300))) + 1)
    small, term = matrix / 2**halvings, np.eye(len(matrix))
    total = term.copy()
    for n in range(1, 16):
        term = term @ small / n
        total += term
    for _again in range(halvings):
        total = total @ total
    return total

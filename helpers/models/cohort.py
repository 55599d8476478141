"""What a relative risk means in a group of people: the change in a thousand of them, and how it is drawn in whole people."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from helpers.models import risk
from helpers.models.quantities import checked

# How far shares may add up beside 1: printed shares are rounded.
SHARES_TOLERANCE = 0.005


class Change(NamedTuple):
    """Cases among 1000 people without and with the change; `low` and `high` are the ends of the interval of the latter."""

    before: float
    after: float
    low: float
    high: float

    @property
    def fewer(self) -> float:
        """Cases fewer among 1000; negative where there are more."""
        return self.before - self.after


class Crowd(NamedTuple):
    """1000 people, whole: struck either way, spared by the change, struck by the change, never struck."""

    either_way: int
    avoided: int
    added: int
    never: int


def change_in_1000(
    risk_before: float, relative_risk: float, low: float, high: float, dose_mg: float
) -> Change:
    """Cases among 1000 people with `dose_mg` more magnesium a day, if the relative risk were an effect.

    Parameters
    ----------
    risk_before : float
        Share of people that are struck without the change, 0 to 1.
    relative_risk, low, high : float
        Relative risk for each 100 mg a day with the ends of its 95 % interval, above 0.
    dose_mg : float
        0 to 1000 mg a day.

    Raises
    ------
    ValueError
        If an input is out of range, or a risk would pass 1.
    """
    dose_mg = checked("dose in mg", dose_mg, 0, 1000)
    ratios = [risk.relative_risk_of_dose(ratio, dose_mg) for ratio in (1.0, relative_risk, low, high)]
    return Change(
        *(
            1000 * checked("risk with the change", checked("risk", risk_before, 0, 1) * ratio, 0, 1)
            for ratio in ratios
        )
    )


def number_needed(change: Change) -> float:
    """How many people must change for one case fewer; infinite where nothing changes, negative where there are more cases."""
    return risk.number_needed(change.before / 1000, change.after / 1000)


def crowd(change: Change) -> Crowd:
    """The 1000 people in whole numbers, each number of cases rounded to the nearest.

    Returns
    -------
    Crowd
        Whole numbers that add up to 1000.
    """
    before, after = round(change.before), round(change.after)
    return Crowd(
        min(before, after), max(0, before - after), max(0, after - before), 1000 - max(before, after)
    )


def mixed_relative_risk(shares: Sequence[float], relative_risks: Sequence[float]) -> float:
    """Relative risk of all kinds of a disease together: the mean of those of the kinds, weighted by their shares of the cases.

    Parameters
    ----------
    shares : sequence of float
        Share of each kind among all cases without the change; together 1.
    relative_risks : sequence of float, of the same length
        Above 0.

    Raises
    ------
    ValueError
        If an input is out of range, the lengths differ, or the shares do not add up to 1.
    """
    weights = np.atleast_1d(checked("share", shares, 0, 1))
    ratios = np.atleast_1d(checked("relative risk", relative_risks, 1e-6, 100))
    if weights.shape != ratios.shape:
        raise ValueError(f"{len(weights)} shares and {len(ratios)} relative risks; allowed is one for each")
    if abs(weights.sum() - 1) > SHARES_TOLERANCE:
        raise ValueError(f"shares add up to {weights.sum():.10g}; allowed is 1")
    return float(weights @ ratios / weights.sum())

"""Magnesium in and out of the body, day by day.

A model of this course, built from published sizes and rates; which of them were read and
which are assumed stands in `model_parameters.csv`. Three pools exchange magnesium: the
extracellular fluid, the part of the soft tissues that exchanges within days, the part of
bone that exchanges within weeks. The rest of both is taken to stand still for a year.
Uptake follows the net curve of `absorption`; the kidney takes back what it filters up to
a most (`Body.kidney_most_mg`), so that urine follows intake while serum hardly moves.
"""

from typing import NamedTuple

import numpy as np

from helpers.models import absorption
from helpers.models.quantities import MG_PER_MEQ, checked

# Longest time the model is meant for, days: about a year.
LONGEST_DAYS = 400
# Ranges of a burden: share or factor, extra loss in mg a day.
MOST_LOSS_MG = 2000.0


class Body(NamedTuple):
    """A healthy adult: sizes and rates, named and in the units of `model_parameters.csv`."""

    intake: float  # mg a day before day 0
    meals: float  # equal meals a day
    serum: float  # mmol/L
    body: float  # mg in the whole body
    extracellular_share: float  # % of it
    bone_share: float  # % of it
    exchangeable: float  # mEq a kg that exchanges within days
    mass: float  # kg
    cells_share: float  # % of the exchangeable magnesium that is in the cells
    cells_half_time: float  # h
    bone_exchange: float  # % of the bone's magnesium that exchanges at all
    bone_half_time: float  # h
    filtered: float  # mg a day through the filter of the kidneys, at the serum above
    least_excreted: float  # % of the filtered magnesium that even a saving kidney lets go
    smoothness: float  # % of the filtered magnesium: how gradually the kidney begins to save
    sweat: float  # mg a day
    gut: float  # mg a day given off into the gut; the net uptake curve already counts it

    @property
    def extracellular(self) -> float:
        """Magnesium of blood plasma and tissue fluid, mg."""
        return self.body * self.extracellular_share / 100

    @property
    def cells(self) -> float:
        """Magnesium of the cells that exchanges within days, mg."""
        return self.exchangeable * self.mass * MG_PER_MEQ * self.cells_share / 100

    @property
    def bone(self) -> float:
        """Magnesium of bone, mg."""
        return self.body * self.bone_share / 100

    @property
    def soft(self) -> float:
        """Magnesium of the soft tissues, mg: all that is neither bone nor extracellular."""
        return self.body - self.bone - self.extracellular

    @property
    def bone_moving(self) -> float:
        """Part of the bone's magnesium that exchanges, mg."""
        return self.bone * self.bone_exchange / 100


class Burden(NamedTuple):
    """What causes change; nothing by default. Several add up with `together`."""

    intake: float = 1.0  # factor on what is eaten
    uptake: float = 1.0  # factor on what the gut takes up
    leak: float = 0.0  # share of the filtered magnesium that the kidney loses besides
    gut_mg: float = 0.0  # more lost through the gut, mg a day at normal serum
    sweat_mg: float = 0.0  # more lost with sweat, mg a day at normal serum


HEALTHY = Burden()  # no cause at all


class Course(NamedTuple):
    """What happens over time: arrays with one entry a day asked for."""

    days: np.ndarray
    serum_mmol_per_l: np.ndarray
    extracellular_mg: np.ndarray
    soft_mg: np.ndarray
    bone_mg: np.ndarray
    urine_mg_per_day: np.ndarray
    taken_up_mg: np.ndarray  # since day 0, as the three that follow
    urine_mg: np.ndarray
    gut_mg: np.ndarray
    sweat_mg: np.ndarray

    @property
    def body_mg(self) -> np.ndarray:
        """Magnesium of the whole body, mg."""
        return self.extracellular_mg + self.soft_mg + self.bone_mg


def together(*burdens: Burden) -> Burden:
    """Several burdens at once: factors multiply, losses add, the leak stays at most 1.

    Parameters
    ----------
    *burdens : Burden

    Returns
    -------
    Burden
    """
    intake = uptake = 1.0
    leak = gut = sweat = 0.0
    for one in burdens:
        intake, uptake, leak = intake * one.intake, uptake * one.uptake, min(1.0, leak + one.leak)
        gut, sweat = gut + one.gut_mg, sweat + one.sweat_mg
    return Burden(intake, uptake, leak, gut, sweat)


def scaled(burden: Burden, share: float) -> Burden:
    """A burden at part of its strength.

    Parameters
    ----------
    burden : Burden
    share : float
        0 (no burden at all) to 1 (the burden itself).

    Returns
    -------
    Burden

    Raises
    ------
    ValueError
        If `share` is out of range.
    """
    share = checked("share", share, 0, 1)
    return Burden(
        1 - share * (1 - burden.intake),
        1 - share * (1 - burden.uptake),
        share * burden.leak,
        share * burden.gut_mg,
        share * burden.sweat_mg,
    )


def taken_up(body: Body, intake_mg: float, burden: Burden = HEALTHY) -> float:
    """Magnesium that crosses from the gut into the body, mg a day, before what the gut gives off.

    Parameters
    ----------
    body : Body
    intake_mg : float
        Eaten and drunk, mg a day, 0 to 2000.
    burden : Burden
        Only `intake` and `uptake` count here.

    Returns
    -------
    float
        Never more than is eaten.

    Raises
    ------
    ValueError
        If an input is out of range.

    Notes
    -----
    The curve is net: uptake less what the gut gives off (`body.gut`). So the uptake itself
    is the curve plus that, and at no intake it is nothing.
    """
    eaten = checked("intake in mg", intake_mg, 0, absorption.LARGEST_DOSE_MG) * checked(
        "factor on intake", burden.intake, 0, 2
    )
    eaten = min(eaten, absorption.LARGEST_DOSE_MG)
    net = absorption.absorbed_per_day(eaten, body.meals)
    return checked("factor on uptake", burden.uptake, 0, 1) * min(
        eaten, net + checked("gut in mg", body.gut, 0, MOST_LOSS_MG)
    )


def urine(body: Body, relative_serum: float, leak: float = 0.0) -> float:
    """Magnesium in the urine, mg a day, when serum stands at a share of the healthy one.

    Parameters
    ----------
    body : Body
    relative_serum : float
        Serum over healthy serum, 0 or more.
    leak : float
        Share of the filtered magnesium that the kidney loses besides, 0 to 1.

    Returns
    -------
    float
        Never more than is filtered.

    Notes
    -----
    Filtered: F = F0 s. Taken back: at most M, gradually. Lost: the least share of F, what
    exceeds M, and the leak.
    """
    relative_serum, leak = checked("relative serum", relative_serum, 0), checked("leak", leak, 0, 1)
    return _urine(body, kidney_most(body), relative_serum, leak)


def kidney_most(body: Body) -> float:
    """Most that the kidneys take back, mg a day: such that the healthy body is in balance on its usual intake.

    Parameters
    ----------
    body : Body

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If the usual intake does not even cover the losses that nothing can stop.
    """
    width = body.filtered * body.smoothness / 100
    least = body.filtered * body.least_excreted / 100
    over = taken_up(body, body.intake) - body.gut - body.sweat - least
    if over <= 0:
        raise ValueError(
            f"an intake of {body.intake:g} mg a day does not cover the losses that cannot be saved; allowed: more"
        )
    return body.filtered - least - width * float(np.log(np.expm1(over / width)))


def _urine(body: Body, most: float, s: float, leak: float) -> float:
    width = body.filtered * body.smoothness / 100
    least = body.least_excreted / 100 * body.filtered * s
    filtered = body.filtered * s
    over = width * float(np.logaddexp(0.0, (filtered - least - most) / width)) if s > 0 else 0.0
    return min(least + over + leak * filtered, filtered)


def follow(body: Body, days: np.ndarray, intake_mg: float, burden: Burden = HEALTHY) -> Course:
    """The body from day 0, when a healthy adult begins to eat `intake_mg` a day under a burden.

    Parameters
    ----------
    body : Body
    days : array of float
        Increasing, from 0 to 400.
    intake_mg : float
        Eaten and drunk, mg a day, 0 to 2000, before the burden's factor.
    burden : Burden

    Returns
    -------
    Course
        Arrays in the shape of `days`.

    Raises
    ------
    ValueError
        If an input is out of range or the days do not increase.
    """
    from scipy.integrate import solve_ivp  # costs a second, so only where it is used

    days = checked("days", np.atleast_1d(days), 0, LONGEST_DAYS)
    if np.any(np.diff(days) <= 0):
        raise ValueError("the days do not increase; allowed: an increasing series")
    leak = checked("leak", burden.leak, 0, 1)
    gut = body.gut + checked("loss through the gut in mg", burden.gut_mg, 0, MOST_LOSS_MG)
    sweat = body.sweat + checked("loss with sweat in mg", burden.sweat_mg, 0, MOST_LOSS_MG)
    gain, most = taken_up(body, intake_mg, burden), kidney_most(body)
    k_cells, k_bone = (np.log(2) / (hours / 24) for hours in (body.cells_half_time, body.bone_half_time))
    to_cells, to_bone = k_cells * body.cells, k_bone * body.bone_moving

    def change(_day, pools):
        s = max(pools[0], 0.0) / body.extracellular
        lost, into_cells, into_bone = (
            _urine(body, most, s, leak),
            to_cells * s - k_cells * pools[1],
            to_bone * s - k_bone * pools[2],
        )
        out_gut, out_sweat = gut * s, sweat * s
        return [
            gain - lost - out_gut - out_sweat - into_cells - into_bone,
            into_cells,
            into_bone,
            gain,
            lost,
            out_gut,
            out_sweat,
        ]

    start = [body.extracellular, body.cells, body.bone_moving, 0, 0, 0, 0]
    end = max(float(days[-1]), 1e-6)
    solved = solve_ivp(
        change, (0, end), start, method="LSODA", t_eval=np.clip(days, 0, end), rtol=1e-6, atol=1e-4
    )
    outside, cells, bone, up, lost, by_gut, by_sweat = solved.y
    s = outside / body.extracellular
    return Course(
        days,
        body.serum * s,
        outside,
        body.soft - body.cells + cells,
        body.bone - body.bone_moving + bone,
        np.array([_urine(body, most, v, leak) for v in s]),
        up,
        lost,
        by_gut,
        by_sweat,
    )

"""The body's balance: mass is conserved, a healthy body rests, urine moves before serum, more loss leaves less."""

import csv
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.language import ROOT
from helpers.models import absorption, balance
from helpers.models.balance import Body, Burden, follow, kidney_most, scaled, taken_up, together, urine


def parameters():
    with open(ROOT / "data" / "model_parameters.csv", encoding="utf-8", newline="") as file:
        rows = [r for r in csv.DictReader(file) if r["model"] == "balance"]
    return {r["parameter_id"].split(":")[1]: float(r["value"]) for r in rows}


BODY = Body(**parameters())
DAYS = np.array([0, 0.5, 1, 2, 3, 5, 7, 14, 30, 60, 90, 180, 365])
burdens = st.builds(
    Burden,
    intake=st.floats(0, 1.5),
    uptake=st.floats(0, 1),
    leak=st.floats(0, 0.3),
    gut_mg=st.floats(0, 500),
    sweat_mg=st.floats(0, 200),
)
intakes = st.floats(0, 1000)


def imbalance(course):
    """What the stores lost, less what went out minus what came in, as a share of the body."""
    out = course.urine_mg + course.gut_mg + course.sweat_mg - course.taken_up_mg
    return np.abs(course.body_mg[0] - course.body_mg - out).max() / BODY.body


@settings(max_examples=60, deadline=None)
@given(intakes, burdens)
def test_mass_is_conserved(intake, burden):
    course = follow(BODY, DAYS, intake, burden)
    assert imbalance(course) < 1e-9
    for pool in (course.extracellular_mg, course.soft_mg, course.bone_mg, course.urine_mg_per_day):
        assert (pool >= 0).all()


def test_the_sizes_of_the_pools_by_hand():
    assert (
        BODY.extracellular == pytest.approx(250)
        and BODY.bone == pytest.approx(13250)
        and BODY.soft == pytest.approx(11500)
    )
    assert BODY.cells == pytest.approx(3.54 * 70 * 12.1525 * 0.8) and BODY.bone_moving == pytest.approx(
        13250 * 0.33
    )
    course = follow(BODY, DAYS, 300)
    assert course.body_mg[0] == pytest.approx(25000)


def test_a_healthy_body_on_its_usual_intake_rests_within_the_reference():
    course = follow(BODY, DAYS, BODY.intake)
    assert np.ptp(course.serum_mmol_per_l) < 1e-6 and 0.70 <= course.serum_mmol_per_l[-1] <= 1.05
    assert np.ptp(course.body_mg) < 1e-3
    net = absorption.absorbed_per_day(300, 3)
    assert course.urine_mg_per_day[-1] == pytest.approx(net - 4, rel=1e-6)  # all that is taken up, less sweat
    assert 80 <= course.urine_mg_per_day[-1] <= 160  # Nielsen 2016: more than 250 mg eaten
    assert 73 <= course.urine_mg_per_day[-1] <= 122  # laboratories: 3 to 5 mmol a day


@pytest.mark.parametrize("intake", [251, 300, 400, 439])
def test_urine_of_usual_intakes_is_what_studies_found(intake):
    assert 80 <= follow(BODY, DAYS, intake).urine_mg_per_day[-1] <= 160


@pytest.mark.parametrize("intake", [60, 100, 140])
def test_a_cut_in_intake_shows_in_the_urine_within_days_and_hardly_in_serum(intake):
    course = follow(BODY, np.array([0, 5, 90]), intake)
    before, after_days, at_last = course.urine_mg_per_day
    assert (before - after_days) / (before - at_last) > 0.85  # five days bring most of the change
    assert at_last <= 80  # Nielsen 2016: less than 250 mg eaten, 40 to 80 mg
    assert course.serum_mmol_per_l[-1] > 0.95 * BODY.serum


def test_near_zero_intake_lowers_serum_late_and_far():
    course = follow(BODY, np.array([0, 7, 90, 180, 365]), 10)
    serum = course.serum_mmol_per_l / BODY.serum
    assert course.urine_mg_per_day[1] < 0.15 * course.urine_mg_per_day[0] and serum[1] > 0.85
    assert (
        serum[2] < 0.7 and 1 / 4 < serum[4] < 1 / 3
    )  # Shils 1969: a quarter to a third after several months; the model needs a year
    assert course.soft_mg[2] / course.soft_mg[0] > 0.9 and course.bone_mg[2] / course.bone_mg[0] > 0.9


def test_bone_follows_slower_than_cells():
    course = follow(BODY, np.array([0, 3.0]), 0)
    assert (
        (course.soft_mg[0] - course.soft_mg[1]) / BODY.cells
        > 5 * (course.bone_mg[0] - course.bone_mg[1]) / BODY.bone_moving
        > 0
    )


@settings(max_examples=40, deadline=None)
@given(
    intakes, burdens, st.sampled_from(["intake", "uptake", "leak", "gut_mg", "sweat_mg"]), st.floats(0.05, 1)
)
def test_more_of_any_loss_leaves_less(intake, burden, what, step):
    worse = {
        "intake": burden.intake * (1 - step),
        "uptake": burden.uptake * (1 - step),
        "leak": burden.leak + 0.1 * step,
        "gut_mg": burden.gut_mg + 100 * step,
        "sweat_mg": burden.sweat_mg + 100 * step,
    }
    mild, severe = (
        follow(BODY, DAYS, intake, burden),
        follow(BODY, DAYS, intake, burden._replace(**{what: worse[what]})),
    )
    slack = 1e-4 * BODY.body
    for pool in ("body_mg", "extracellular_mg", "soft_mg", "bone_mg"):
        assert (getattr(severe, pool) <= getattr(mild, pool) + slack).all(), pool


@settings(max_examples=40, deadline=None)
@given(intakes, st.floats(1, 500))
def test_eating_more_never_leaves_less(intake, more):
    less, rich = follow(BODY, DAYS, intake), follow(BODY, DAYS, intake + more)
    assert (rich.body_mg >= less.body_mg - 0.1).all()


def test_the_result_does_not_hang_on_the_days_asked_for():
    burden = Burden(gut_mg=182, leak=0.02)
    some, many = (
        follow(BODY, np.array([0, 90.0]), 300, burden),
        follow(BODY, np.linspace(0, 90, 200), 300, burden),
    )
    assert some.serum_mmol_per_l[-1] == pytest.approx(many.serum_mmol_per_l[-1], rel=1e-4)
    assert follow(BODY, np.array([0.0]), 300).serum_mmol_per_l == pytest.approx([0.85])


def test_a_run_in_small_steps_agrees():
    """The same equations, stepped by hand (Euler, a hundredth of a day)."""
    e, c, k, step = 250.0, BODY.cells, BODY.bone_moving, 0.002
    kc, kb, up, most = math.log(2), math.log(2) / (1000 / 24), taken_up(BODY, 300), kidney_most(BODY)
    for _ in range(round(10 / step)):
        s = e / 250
        over = 0.995 * 2400 * s - most
        lost = 0.005 * 2400 * s + 6 * math.log1p(math.exp(over / 6))
        to_cells, to_bone = kc * (BODY.cells * s - c), kb * (BODY.bone_moving * s - k)
        e, c, k = (
            e + step * (up - lost - (30 + 182 + 4) * s - to_cells - to_bone),
            c + step * to_cells,
            k + step * to_bone,
        )
    assert follow(BODY, np.array([0, 10.0]), 300, Burden(gut_mg=182)).serum_mmol_per_l[-1] == pytest.approx(
        0.85 * e / 250, rel=2e-3
    )


# ---- uptake and kidney


def test_uptake_is_the_net_curve_plus_what_the_gut_gives_off():
    assert taken_up(BODY, 300) == pytest.approx(absorption.absorbed_per_day(300, 3) + 30)
    assert taken_up(BODY, 0) == 0 and taken_up(BODY, 10) == 10  # never more than is eaten
    assert taken_up(BODY, 300, Burden(intake=0.5)) == pytest.approx(taken_up(BODY, 150))
    assert taken_up(BODY, 300, Burden(uptake=0.3)) == pytest.approx(0.3 * taken_up(BODY, 300))


@given(st.floats(0, 3), st.floats(0, 1))
def test_urine_is_at_most_what_is_filtered(s, leak):
    lost = urine(BODY, s, leak)
    assert BODY.least_excreted / 100 * BODY.filtered * s - 1e-9 <= lost <= BODY.filtered * s + 1e-9


@given(st.floats(0, 2), st.floats(0.001, 1))
def test_urine_rises_with_serum_and_with_the_leak(s, more):
    assert urine(BODY, s + more) > urine(BODY, s)
    assert urine(BODY, s, min(1, more)) >= urine(BODY, s)


def test_saving_kidneys_keep_the_least():
    assert urine(BODY, 0.9) == pytest.approx(0.005 * 2400 * 0.9, abs=0.1) and urine(BODY, 0) == 0
    assert urine(BODY, 1.0, leak=0.013) == pytest.approx(urine(BODY, 1.0) + 0.013 * 2400)


# ---- burdens


@given(burdens, st.floats(0, 1))
def test_a_burden_between_nothing_and_itself(burden, share):
    part = scaled(burden, share)
    assert scaled(burden, 0) == Burden() and scaled(burden, 1) == pytest.approx(burden)
    for field, none in zip(part._fields, Burden(), strict=True):
        low, high = sorted([none, getattr(burden, field)])
        assert low - 1e-12 <= getattr(part, field) <= high + 1e-12


def test_burdens_add_up():
    both = together(Burden(0.5, 0.7, 0.01, 100, 5), Burden(0.5, 0.3, 0.02, 20, 1))
    assert both == pytest.approx(Burden(0.25, 0.21, 0.03, 120, 6))
    assert together() == Burden() and together(Burden(leak=0.8), Burden(leak=0.9)).leak == 1


# ---- errors


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: follow(BODY, [0, 500], 300), "days is 500; allowed is 0 to 400"),
        (lambda: follow(BODY, [0, 2, 1], 300), "increasing"),
        (lambda: follow(BODY, [0, 1], -1), "intake in mg is -1"),
        (lambda: follow(BODY, [0, 1], 300, Burden(leak=2)), "leak is 2"),
        (lambda: follow(BODY, [0, 1], 300, Burden(gut_mg=-5)), "gut in mg is -5"),
        (lambda: follow(BODY, [0, 1], 300, Burden(sweat_mg=float("nan"))), "sweat in mg is nan"),
        (lambda: taken_up(BODY, 300, Burden(uptake=1.1)), "uptake is 1.1"),
        (lambda: urine(BODY, -0.1), "relative serum is -0.1"),
        (lambda: scaled(Burden(), 1.5), "share is 1.5"),
        (lambda: kidney_most(BODY._replace(intake=1)), "does not cover"),
    ],
)
def test_wrong_inputs_are_refused(call, said):
    with pytest.raises(ValueError, match=said):
        call()


def test_the_range_of_time_is_the_one_named():
    assert balance.LONGEST_DAYS == 400

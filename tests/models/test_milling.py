import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from helpers.models.milling import Part, flour

# Kernel shares: Nebraska Wheat Board. Magnesium and fibre: USDA SR28 (fibre of white
# flour is not in these checks; 2.7 stands for any number).
WHEAT = {
    "endosperm": Part(83.0, 22.0, 2.7),
    "bran": Part(14.5, 611.0, 42.8),
    "germ": Part(2.5, 239.0, 13.2),
}
ALL = dict.fromkeys(WHEAT, 100)

percent = st.floats(0, 100)
content = st.floats(0.1, 1000)


@st.composite
def kernels(draw):
    """A kernel of three parts whose shares add up to 100."""
    bran = draw(st.floats(0.1, 40))
    germ = draw(st.floats(0.1, 20))
    shares = {"endosperm": 100 - bran - germ, "bran": bran, "germ": germ}
    return {n: Part(s, draw(content), draw(content)) for n, s in shares.items()}


@st.composite
def kept_shares(draw):
    return {name: draw(st.floats(1, 99)) for name in WHEAT}


def test_whole_wheat_of_the_computed_distribution():
    # Printed: bran 88.6 (79 %), germ 6.0, endosperm 18.3 mg; sum 113 mg per 100 g.
    whole = flour(WHEAT, ALL)
    assert whole.extraction_percent == pytest.approx(100)
    assert whole.magnesium_mg_per_100g == pytest.approx(88.6 + 6.0 + 18.3, abs=0.15)
    assert whole.fibre_g_per_100g == pytest.approx(0.83 * 2.7 + 0.145 * 42.8 + 0.025 * 13.2)
    assert whole.magnesium_kept_percent == pytest.approx(100)


def test_white_flour_keeps_what_the_distribution_says():
    # Printed: endosperm 16 % of the magnesium; without bran and germ it loses 84 %.
    white = flour(WHEAT, {"endosperm": 100, "bran": 0, "germ": 0})
    assert white.extraction_percent == pytest.approx(83)
    assert white.magnesium_mg_per_100g == pytest.approx(22)
    assert white.fibre_g_per_100g == pytest.approx(2.7)
    assert white.magnesium_kept_percent == pytest.approx(16, abs=0.5)


def test_bran_carries_four_fifths():
    bran = flour(WHEAT, {"endosperm": 0, "bran": 100, "germ": 0})
    assert bran.magnesium_kept_percent == pytest.approx(79, abs=0.6)
    assert bran.magnesium_mg_per_100g == pytest.approx(611)


@given(kernels(), kept_shares())
def test_flour_and_bran_add_up_to_the_kernel(parts, kept):
    whole = flour(parts, dict.fromkeys(parts, 100))
    inside = flour(parts, kept)
    outside = flour(parts, {name: 100 - share for name, share in kept.items()})
    assert inside.extraction_percent + outside.extraction_percent == pytest.approx(100)
    assert inside.magnesium_kept_percent + outside.magnesium_kept_percent == pytest.approx(100)
    for field in ("magnesium_mg_per_100g", "fibre_g_per_100g"):
        carried = sum(f.extraction_percent * getattr(f, field) for f in (inside, outside))
        assert carried / 100 == pytest.approx(getattr(whole, field))


@given(kernels(), kept_shares())
def test_flour_lies_between_its_parts(parts, kept):
    contents = [part.magnesium_mg_per_100g for part in parts.values()]
    mixed = flour(parts, kept).magnesium_mg_per_100g
    assert min(contents) * (1 - 1e-9) <= mixed <= max(contents) * (1 + 1e-9)


@given(percent, percent)
def test_more_bran_more_magnesium(one, other):
    assume(abs(one - other) > 1e-6)
    less, more = (flour(WHEAT, ALL | {"bran": b}) for b in sorted((one, other)))
    assert less.extraction_percent < more.extraction_percent
    assert less.magnesium_mg_per_100g < more.magnesium_mg_per_100g
    assert less.magnesium_kept_percent < more.magnesium_kept_percent


@given(kernels(), percent)
def test_same_share_of_every_part_changes_no_content(parts, share):
    assume(share > 1e-3)
    whole = flour(parts, dict.fromkeys(parts, 100))
    some = flour(parts, dict.fromkeys(parts, share))
    assert some.magnesium_mg_per_100g == pytest.approx(whole.magnesium_mg_per_100g)
    assert some.extraction_percent == pytest.approx(share)


def test_arrays_give_the_mixing_line():
    line = flour(WHEAT, ALL | {"bran": np.array([0.0, 50.0, 100.0])})
    np.testing.assert_allclose(line.extraction_percent, [85.5, 92.75, 100])
    for i, bran in enumerate((0, 50, 100)):
        one = flour(WHEAT, ALL | {"bran": bran})
        assert line.magnesium_mg_per_100g[i] == pytest.approx(one.magnesium_mg_per_100g)


def test_rounded_shares_are_scaled():
    parts = {"a": Part(66.5, 10, 1), "b": Part(33.3, 40, 1)}
    whole = flour(parts, {"a": 100, "b": 100})
    assert whole.extraction_percent == pytest.approx(100)
    assert whole.magnesium_mg_per_100g == pytest.approx((665 + 1332) / 99.8)


@pytest.mark.parametrize(
    ("change", "kept", "message"),
    [
        ({}, {"bran": 101}, "kept_percent of bran is 101; allowed is 0 to 100"),
        ({}, {"hull": 5}, "kept_percent names .*hull.*; allowed is one entry"),
        ({"germ": Part(9, 239, 13)}, {}, "share_percent adds up to 106.5; allowed"),
        ({"germ": Part(-1, 239, 13)}, {}, "share_percent of germ is -1"),
        ({"germ": Part(2.5, -2, 13)}, {}, "magnesium_mg_per_100g of germ is -2"),
        ({"germ": Part(2.5, 2, np.nan)}, {}, "fibre_g_per_100g of germ is nan"),
        ({}, dict.fromkeys(WHEAT, 0), "kept_percent keeps nothing"),
        ({n: Part(p.share_percent, 0, 1) for n, p in WHEAT.items()}, {}, "is 0 in all"),
    ],
)
def test_impossible_kernels_are_refused(change, kept, message):
    with pytest.raises(ValueError, match=message):
        flour(WHEAT | change, ALL | kept)


def test_every_part_needs_a_kept_share():
    with pytest.raises(ValueError, match="kept_percent names .*endosperm"):
        flour(WHEAT, {"endosperm": 100})

"""Lesson 03 against numbers worked out by hand from the figures in data/, which are read here without the course's own code."""

import re

import pytest
from looking import rows, traces

from helpers import language, parts
from helpers.lessons import magnesium_salts as lesson

MG, OX, H, C, N, S, CL = 24.305, 15.999, 1.008, 12.011, 14.007, 32.06, 35.45
CITRATE = 3 * MG / (3 * MG + 12 * C + 10 * H + 14 * OX)  # Mg3(C6H5O7)2
OXIDE = MG / (MG + OX)


def cell(view, row, column):
    """The entry in the row of that name, in the column of that name."""
    return view.table[view.table.iloc[:, 0] == row].iloc[0][column]


# ---- inside the salt


@pytest.mark.parametrize(
    ("salt", "name", "share"),
    [
        ("oxide", "magnesium oxide", OXIDE),
        ("citrate", "trimagnesium dicitrate", CITRATE),
        ("chloride-hexahydrate", "magnesium chloride (6 H₂O)", MG / (MG + 2 * CL + 12 * H + 6 * OX)),
        ("taurate", "magnesium taurate", MG / (MG + 4 * C + 12 * H + 2 * N + 6 * OX + 2 * S)),
    ],
)
def test_salt_for_a_dose(salt, name, share):
    view = lesson.inside(salt=salt, wanted=200, tablet=800)
    assert cell(view, name, "% magnesium") == pytest.approx(100 * share, rel=2e-4)
    assert cell(view, name, "g of salt") == pytest.approx(0.2 / share, rel=2e-4)
    assert cell(view, name, "tablets") == -(-(200 / share) // 800)
    assert view.table.iloc[0, 0] == name and f"{round(100 * share, 1):g} % of it is magnesium" in view.reading


def test_the_magnesium_is_equally_long_in_every_bar_and_the_pieces_make_the_whole():
    for wanted in (50, 300, 400):
        view = lesson.inside(wanted=wanted)
        magnesium, partner, water = (t["x"] for t in traces(view))
        assert magnesium == pytest.approx([wanted / 1000] * len(magnesium))
        assert [sum(p) for p in zip(magnesium, partner, water, strict=True)] == pytest.approx(
            view.table["g of salt"].tolist(), rel=1e-3
        )
        assert max(view.table["g of salt"]) < view.figure.layout.xaxis.range[1]


def test_formulas_are_written_as_chemists_do():
    assert (
        lesson.shown_formula("MgCl2.6H2O") == "MgCl₂·6H₂O"
        and lesson.shown_formula("Mg3(C6H5O7)2") == "Mg₃(C₆H₅O₇)₂"
    )
    assert (
        "Crystal water makes up 53.2 %" in lesson.inside(salt="chloride-hexahydrate").reading
    )  # 6 x 18.015 / 203.295


def test_usual_portions_from_memory_are_labelled_so():
    assert all(r["portion_known"] in ("", "unverified") for r in rows("salts"))
    assert (
        [c for c in lesson.inside().table if "usual portion" in c]
        == [c for c in lesson.inside().table if "not yet checked" in c]
        != []
    )


# ---- label


def test_a_label_read_both_ways():
    salt = lesson.label(salt="citrate", amount=1000, stated="salt")
    assert (
        f"holds {1000 * CITRATE:.0f} mg of magnesium. That is {100 * 1000 * CITRATE / 375:.0f} % of the 375 mg on labels, and not above the EU limit of 250 mg"
        in salt.reading
    )  # 162, 43 %
    assert "would be 1,000 mg, 6.2 times as much" in salt.reading
    magnesium = lesson.label(salt="citrate", amount=300, stated="magnesium")
    assert (
        "holds 300 mg of magnesium. That is 80 %" in magnesium.reading
        and "and above the EU limit" in magnesium.reading
    )
    assert cell(magnesium, "trimagnesium dicitrate", "mg of salt") == pytest.approx(300 / CITRATE, rel=1e-3)


def test_a_little_oxide_brings_more_than_the_salt_in_big_letters():
    view = lesson.label(salt="bisglycinate", amount=1000, stated="salt", second="oxide", second_amount=300)
    first, second = view.table["mg of magnesium"]
    assert (first, second) == (
        pytest.approx(1000 * MG / 172.423, rel=1e-3),
        pytest.approx(300 * OXIDE, rel=1e-3),
    ) and second > first
    assert f"holds {first + second:.0f} mg" in view.reading


def test_what_is_longer_than_the_figure_is_cut_and_says_so():
    view = lesson.label(salt="oxide", amount=2000, stated="salt")
    assert max(traces(view)[0]["x"]) == lesson.WIDEST_MG
    assert {n.text for n in view.figure.layout.annotations if "→" in n.text} == {"1,206 mg →", "2,000 mg →"}


# ---- comparisons

COUNTED = ("read", "computed", "secondary")


@pytest.mark.parametrize("partner", lesson.PARTNERS)
@pytest.mark.parametrize("whom", lesson.WHOM)
def test_comparisons_are_counted_as_in_the_table(whom, partner):
    mine = [
        r
        for r in rows("salt_comparisons")
        if (
            r["subjects"] == "rats"
            if whom == "rats"
            else r["subjects"] == "people" and (r["type"] == "review") == (whom == "review")
        )
        and (partner == "all" or partner in r["salts"].split(";") + r["against"].split(";"))
    ]
    view = lesson.comparisons(whom=whom, partner=partner)
    if not mine:
        assert "0 comparisons were found" in view.reading and "gap" in str(view.figure.layout.annotations)
        return
    tally = {lane: sum(r["favours"] == lane and r["known"] in COUNTED for r in mine) for lane in lesson.LANES}
    for said, lane in (
        ("in favour of organic", "organic"),
        ("no difference", "neither"),
        ("in favour of inorganic", "inorganic"),
    ):
        assert f"{said}: {tally[lane]}" in view.reading
    assert len(view.table) == len(mine) == sum(len(t["x"]) for t in traces(view))
    hollow = sum(len(t["x"]) for t in traces(view) if t["marker"]["symbol"].endswith("-open"))
    assert hollow == sum(r["known"] == "unverified" for r in mine)


def test_organic_won_against_oxide_only():
    assert (
        "Organic won against oxide 5 times and against anything else 0 times" in lesson.comparisons().reading
    )
    assert (
        "0 comparisons" in lesson.comparisons(partner="taurate").reading
        and "0 comparisons" in lesson.comparisons(partner="malate").reading
    )


def test_what_a_comparison_speaks_for_follows_from_its_salts():
    kinds = {r["anion"]: r["kind"] for r in rows("salts")} | {"acetate": "organic", "chelate": "organic"}
    for r in rows("salt_comparisons"):
        if not (r["salts"] and r["against"]):
            continue
        first, second = ({kinds[a] for a in r[side].split(";")} for side in ("salts", "against"))
        if r["tests"] == "form" or first == second:
            assert r["favours"] == "other", r["comparison_id"]
        else:
            assert (first, second) == ({"organic"}, {"inorganic"}), r["comparison_id"]
            assert (
                r["favours"] == {"better": "organic", "equal": "neither", "worse": "inorganic"}[r["result"]]
            ), r["comparison_id"]


# ---- dose


@pytest.mark.parametrize("age", lesson.AGES)
@pytest.mark.parametrize("dose", [0, 250, 300, 350, 400, 500, 1000])
def test_limits_and_studies_around_a_dose(dose, age):
    intakes = {r["intake_id"]: r for r in rows("reference_intakes")}
    limits = {key: float(intakes[key]["magnesium_mg_per_day"]) for key in lesson.LIMITS[age]}
    view = lesson.dose(dose=dose, age=age)
    for key, value in limits.items():
        assert (f"{lesson.LIMITS[age][key]} ({value:.0f} mg)" in view.reading) == (dose > value)
    tried = rows("salt_tolerance")
    calm = sum(r["finding"] == "none" and float(r["high_mg_per_day"]) >= dose for r in tried)
    trouble = sum(r["finding"] != "none" and float(r["low_mg_per_day"]) <= dose for r in tried)
    assert (
        f"Of the {len(tried)} lines of studies, {calm} saw no trouble at this dose or a higher one, and {trouble} saw"
        in view.reading
    )


def test_the_limits_are_those_of_the_authorities():
    diamonds = {age: traces(lesson.dose(age=age))[0]["x"] for age in lesson.AGES}
    assert diamonds == {"adult": [250, 350, 350, 400, 450], "teen": [250, 280, 350]}


def test_doses_that_were_computed_follow_from_the_formulas():
    tried = {r["tolerance_id"]: r for r in rows("salt_tolerance")}
    assert float(tried["mori-2021"]["low_mg_per_day"]) == pytest.approx(1500 * OXIDE, rel=0.01)
    assert float(tried["citrate-laxative"]["low_mg_per_day"]) == pytest.approx(17000 * CITRATE, rel=0.01)


# ---- choose


def test_wins_draws_and_losses_by_hand():
    # oxide lost to lactate and aspartate, chloride, citrate (Kappeler's urine, Lindberg) and Walker's two; drew with citrate in cells and with diglycinate.
    # Not counted: unequal doses (Shechter), not checked (Mühlbauer, Werner), a part of the patients (Schuette's four), the form alone.
    met = lesson.won_drawn_lost()
    assert met["oxide"] == (0, 2, 5) and met["citrate"] == (3, 1, 0) and met["chloride"] == (1, 1, 0)
    assert (
        met["lactate"] == met["aspartate"] == (1, 1, 0)
        and met["bisglycinate"] == (0, 1, 0)
        and met["taurate"] == met["malate"] == (0, 0, 0)
    )


def test_one_criterion_alone():
    only = dict.fromkeys(lesson.CRITERIA, 0)
    share = lesson.choose(**only | {"share": 3})
    assert share.table.iloc[0, 0] == "magnesium oxide" and cell(
        share, "magnesium oxide", "points certain"
    ) == pytest.approx(100)
    assert cell(share, "trimagnesium dicitrate", "points certain") == pytest.approx(
        100 * CITRATE / OXIDE, rel=1e-3
    )
    uptake = lesson.choose(**only | {"uptake": 1})
    assert cell(uptake, "trimagnesium dicitrate", "points certain") == pytest.approx(
        87.5
    )  # three and a half of four
    assert (
        cell(uptake, "magnesium malate", "points certain"),
        cell(uptake, "magnesium malate", "points possible"),
    ) == (0, 100)
    assert cell(uptake, "magnesium malate", "comparisons won, drawn, lost") == "gap"


def test_a_gap_is_neither_zero_nor_average():
    view = lesson.choose()
    certain, possible = (
        cell(view, "magnesium taurate", "points certain"),
        cell(view, "magnesium taurate", "points possible"),
    )
    assert possible - certain == pytest.approx(
        80
    )  # four of five equal weights are open: uptake, solubility, tolerance, EU list
    white = next(trace for trace in traces(view) if trace["name"] == "gap")
    assert (
        dict(zip((n.replace("<br>", " ") for n in white["y"]), white["x"], strict=True))["magnesium taurate"]
        == 80
    )
    assert (
        sum(x > 0.01 for x in white["x"])
        == int(re.search(r"(\d+) of 16 salts have a gap", view.reading)[1])
        == sum(view.table["points possible"] - view.table["points certain"] > 0.01)
    )


def test_what_is_not_checked_never_scores():
    scores = lesson.score_table(lesson.won_drawn_lost())
    for r in rows("salts"):
        if r["salt_id"] in lesson.WEIGHED and r["eu_known"] == "unverified":
            assert scores.loc[r["salt_id"]].isna()["eu"], r["salt_id"]
    assert (
        scores.loc["threonate", "eu"] == 1
        and scores.loc["orotate", "eu"] == 0
        and scores.loc["malate", "eu"] == 1
    )


def test_both_orders_fall_and_no_weights_say_so():
    for order, column in (("surely", "points certain"), ("perhaps", "points possible")):
        points = lesson.choose(order=order).table[column].tolist()
        assert points == sorted(points, reverse=True)
    assert "All weights are 0" in lesson.choose(**dict.fromkeys(lesson.CRITERIA, 0)).reading


def test_no_advice():
    assert "no advice" in lesson.choose().reading


# ---- B6 and taurine


def test_trials_say_what_they_found():
    effects = {r["effect_id"]: float(r["estimate"]) for r in rows("effects") if r["estimate"]}
    assert effects["pouteau-2018-b6-stress"] == -44.9 and effects["pouteau-2018-alone-stress"] == -42.4
    stress = lesson.b6_and_taurine(asked="stress")
    assert (
        "44.9 % with B6 and by 42.4 % without it" in stress.reading
        and "no placebo" in stress.reading
        and "no placebo" in str(stress.figure.layout.annotations)
    )
    assert (
        "3.16 points more with B6 (95 % interval 0.5 to 5.82)"
        in lesson.b6_and_taurine(asked="severe").reading
    )
    people = lesson.b6_and_taurine(asked="harm")
    assert [sum(t["x"]) for t in traces(people)] == [121, 53, 826] and "174 would report" in people.reading


@pytest.mark.parametrize(("magnesium", "grams"), [(50, 0.51), (250, 2.57)])
def test_taurine_that_comes_along(magnesium, grams):
    # two taurines (125.15 g/mol) for each magnesium
    assert 2 * 125.15 / MG * magnesium / 1000 == pytest.approx(grams, abs=0.006)
    view = lesson.b6_and_taurine(asked="taurine", magnesium=magnesium)
    assert (
        cell(view, "taurine that comes along", "g of taurine")
        == pytest.approx(2 * 125.15 / MG * magnesium / 1000, rel=1e-3)
        and "magnesium was not part of it" in view.reading
    )


# ---- claims, words, quiz


def test_claims_are_complete_and_their_figures_follow():
    claims = parts.claims_of("03-magnesium-salts")
    assert [c["claim_id"] for c in claims] == [f"Z{i:02}" for i in range(1, 11)] + [
        f"B{i:02}" for i in range(1, 12)
    ]
    verdicts = {c["claim_id"]: c["verdict"] for c in claims}
    assert [k for k, v in verdicts.items() if v == "contradicted"] == ["Z10", "B03"] and [
        k for k, v in verdicts.items() if v == "supported"
    ] == ["Z07", "B07"]
    for claim in claims:
        for code in ("en", "nl"):
            assert len(re.split(r"(?<=[.!?])\s+(?=[A-Z])", claim[f"explanation_{code}"])) == 2, claim[
                "claim_id"
            ]
        assert not re.search(r"\d\.\d", claim["explanation_nl"] + claim["key_figure_nl"]), claim["claim_id"]
        assert isinstance(claim["caution_en"], str) == isinstance(claim["caution_nl"], str) and (
            claim["known"] not in ("unverified", "secondary") or isinstance(claim["caution_en"], str)
        )
    said = {c["claim_id"]: c["explanation_en"] for c in claims}
    assert "3.7 times" in said["Z03"] and OXIDE / CITRATE == pytest.approx(3.7, abs=0.05)
    assert "14 mg" in said["Z03"] and 0.565 * MG == pytest.approx(13.7, abs=0.05)
    assert "25.6 %" in said["B07"] and S / 125.15 == pytest.approx(0.256, abs=5e-4)
    assert "2.6 g" in said["B10"] and "60.3 %" in said["Z06"]


def test_dutch_readings_write_dutch_numbers():
    language.use("nl")
    assert "1,86 g trimagnesiumdicitraat" in lesson.inside().reading and "16,2 %" in lesson.inside().reading
    assert "44,9 %" in lesson.b6_and_taurine(asked="stress").reading
    assert "3,16 punten" in lesson.b6_and_taurine(asked="severe").reading


def test_the_quiz_agrees_with_the_figures():
    oxide, bisglycinate, *_rest = lesson.quiz.questions
    assert (
        oxide.answer == pytest.approx(100 * OXIDE, abs=0.05)
        and abs(100 * 24.3 / 40.3 - oxide.answer) <= oxide.tolerance
    )
    right = next(str(a) for a, (is_right, _said) in bisglycinate.answers.items() if is_right)
    assert right == f"{1000 * MG / 172.423:.0f} mg"


def test_parts_belong_to_this_lesson():
    assert {
        part.lesson for part in (lesson.header, lesson.vote, lesson.verdicts, lesson.quiz, lesson.weighing)
    } == {"03-magnesium-salts"}
    assert lesson.weighing.item == "magnesium_salts:weighing" and "0.001 g/100 mL" in lesson.weighing.text()

"""Lesson 06 against the tables in data/, read here without the course's own code; nothing depends on how many claims are there today."""

import re
from collections import Counter

import pandas as pd
import pytest
from looking import rows

from helpers import chart, language, parts, tables
from helpers.lessons import what_magnesium_does as lesson

HEADINGS = [r["heading_id"] for r in rows("headings")]
CLAIMS = rows("health_claims")


def bars(view):
    """Name of each stacked piece to its lengths, heading by heading."""
    return {t["name"]: t["x"] for t in chart.plain(view.figure)["data"]}


# ---- the law


def test_ten_sentences_are_permitted_and_ten_effects_were_assessed():
    count = Counter(r["status"] for r in CLAIMS)
    assert count["authorised"] == 10 and count["not_listed"] == 10
    ids = [r["efsa_ids"] for r in CLAIMS]
    assert all(ids[i] for i, r in enumerate(CLAIMS) if r["status"] != "no_entry") and not any(
        r["efsa_ids"] for r in CLAIMS if r["status"] == "no_entry"
    )


def test_what_was_not_read_is_not_called_a_conclusion():
    for row in CLAIMS:
        if row["status"] == "not_listed" and row["health_claim_id"] != "stomach-acid":
            assert "not read" in row["note_en"] and "niet gelezen" in row["note_nl"]


@pytest.mark.parametrize("heading", HEADINGS)
def test_each_heading_counts_its_sentences(heading):
    mine = [r for r in CLAIMS if heading in r["headings"].split(";")]
    count = Counter(r["status"] for r in mine)
    view = lesson.law(heading=heading)
    assert (
        f"{count['authorised']} permitted, {count['not_listed']} assessed and not on the list, {count['no_entry']} found in neither"
        in view.reading
    )
    assert sorted(view.table.iloc[:, 0]) == sorted(r["wording_en"] for r in mine)
    drawn = list(bars(view).values())
    assert [d[HEADINGS.index(heading)] for d in drawn] == [count[s] for s in lesson.STATUS]
    assert all(r["wording_en"] in view.reading for r in mine if r["status"] == "authorised")


def test_six_headings_have_a_permitted_sentence_and_three_have_none():
    permitted = bars(lesson.law())["permitted sentence"]
    assert sum(n > 0 for n in permitted) == 6 and [
        HEADINGS[i] for i, n in enumerate(permitted) if n == 0
    ] == ["06-5-immune-system", "06-6-allergy", "06-7-body-weight"]


# ---- words


def test_a_circle_stands_only_where_something_is_permitted():
    table = {r["heading_id"]: r for r in rows("headings")}
    for key in HEADINGS:
        permitted = any(r["status"] == "authorised" and key in r["headings"].split(";") for r in CLAIMS)
        assert permitted == (table[key]["law_promise"] != "none"), key
    traces = {t["name"]: t for t in chart.plain(lesson.words().figure)["data"]}
    assert (
        len(traces["permitted words"]["x"]) == 6
        and len(traces["the article's heading"]["x"])
        == len(traces["strongest promise in its text"]["x"])
        == 9
    )


def test_mind_is_the_heading_with_the_permitted_word():
    row = next(r for r in rows("headings") if r["heading_id"] == "06-4-mind-and-sleep")
    assert (
        row["law_words_en"] == row["article_words_en"] == "normal"
        and row["law_promise"] == row["article_promise"]
    )
    assert (
        "4 of 9, mind and sleep. Permitted: normal. The heading: normal (keeps normal)"
        in lesson.words(heading="06-4-mind-and-sleep").reading
    )


def test_only_the_band_and_the_arrow_move():
    one, other = (chart.plain(lesson.words(heading=h).figure) for h in ("06-2-energy", "06-8-heart"))
    assert (
        one["data"] == other["data"]
        and one["layout"]["shapes"][0] != other["layout"]["shapes"][0]
        and one["layout"]["shapes"][1:] == other["layout"]["shapes"][1:]
    )


# ---- foods


@pytest.mark.parametrize(
    ("group", "share", "least"),
    [
        ("chocolate", 15, 56.25),
        ("chocolate", 30, 112.5),
        ("drinks", 15, 28.125),
        ("dairy", 15, 56.25),
        ("pulses", 5, 18.75),
    ],
)
def test_foods_above_the_line(group, share, least):
    mg = {r["name_en"]: float(r["magnesium_mg_per_100g"]) for r in rows("foods") if r["group_id"] == group}
    view = lesson.may_say(group=group, share=share)
    assert f"{sum(v >= least for v in mg.values())} of the {len(mg)} foods" in view.reading
    assert {n for n, e in zip(view.table.iloc[:, 0], view.table.iloc[:, 2], strict=True) if e == "yes"} == {
        n for n, v in mg.items() if v >= least
    }
    assert chart.plain(view.figure)["layout"]["shapes"][0]["x0"] == pytest.approx(least)


def test_chocolate_may_and_cheese_may_not():
    chocolate, dairy = lesson.may_say(group="chocolate").table, lesson.may_say(group="dairy").table
    assert set(
        chocolate[chocolate.iloc[:, 0].isin(["milk chocolate", "dark chocolate, 70-85% cocoa"])].iloc[:, 2]
    ) == {"yes"} and set(dairy.iloc[:, 2]) == {"no"}
    sweets = lesson.may_say(group="sweets-snacks").table
    assert sweets[sweets.iloc[:, 0] == "potato crisps"].iloc[0, 2] == "yes"


# ---- verdicts


def test_the_tally_is_that_of_the_table():
    found = Counter((r["lesson"], r["verdict"]) for r in rows("claims"))
    table = lesson.tally().table
    for place, key in enumerate(HEADINGS):
        assert table.iloc[place, 1:6].tolist() == [found[key, v] for v in parts.VERDICTS] and table.iloc[
            place, 6
        ] == sum(found[key, v] for v in parts.VERDICTS)
    everything = sum(n for (key, _v), n in found.items() if key in HEADINGS)
    assert f"All nine headings together: {everything} claims" in lesson.tally().reading


def test_verdicts_look_as_on_their_cards():
    drawn = chart.plain(lesson.tally().figure)["data"]
    for trace, verdict in zip(drawn, parts.VERDICTS.values(), strict=True):
        assert trace["name"] == f"{verdict.sign} {verdict.word}"
        assert trace["marker"]["color"] == verdict.color
        assert trace["marker"]["pattern"]["shape"] == verdict.pattern


def test_the_tally_fills_itself_as_claims_arrive(monkeypatch):
    real = tables.load("claims")
    more = pd.concat(
        [
            real[real["lesson"] != "06-6-allergy"],
            real.iloc[:4].assign(
                lesson="06-6-allergy", verdict=["supported", "partly", "partly", "contradicted"]
            ),
        ]
    )
    monkeypatch.setattr(lesson, "load", lambda name: more if name == "claims" else tables.load(name))
    view, share = lesson.tally(heading="06-6-allergy"), lesson.tally(heading="06-6-allergy", show="share")
    assert (
        "Allergy: 4 claims (supported: 1; partly supported: 2; contradicted: 1)" in view.reading
        and "partly supported: 50 %" in share.reading
    )
    assert sum(x[5] for x in bars(view).values()) == 4 and sum(
        x[5] for x in bars(share).values()
    ) == pytest.approx(100)
    monkeypatch.setattr(
        lesson,
        "load",
        lambda name: more[more["lesson"] == "02-food-sources"] if name == "claims" else tables.load(name),
    )
    for show in lesson.SHOW:
        assert (
            "Allergy: 0 claims are in the table yet"
            in lesson.tally(heading="06-6-allergy", show=show).reading
        )
        assert all(not any(x) for x in bars(lesson.tally(show=show)).values())


def test_the_longest_lesson_planned_fits_the_axis():
    assert list(lesson.tally().figure.layout.xaxis.range) == [
        0,
        16,
    ]  # 06-4-mind-and-sleep has 12 claims, the most


# ---- enzymes


@pytest.mark.parametrize(("count", "drawn"), [("usual", [300, 300]), ("newer", [300, 300])])
def test_each_square_is_an_enzyme(count, drawn):
    view = lesson.enzymes(count=count)
    assert [sum(t["x"]) for t in chart.plain(view.figure)["data"]] == drawn
    assert f"more than { {'usual': 300, 'newer': 600}[count] } enzymes" in view.reading
    assert ("not in this count" in " ".join(bars(view))) == (count == "usual")


# ---- words, quiz


def test_dutch_is_labelled_as_our_own_words():
    language.use("nl")
    reading = lesson.law(heading="06-1-bones-and-teeth").reading
    assert "in onze eigen woorden" in reading and "normale botten" in reading
    assert "56,25 mg" in lesson.may_say().reading


def test_the_nine_lessons_are_linked_in_order():
    page = (language.ROOT / "notebooks" / "en" / f"{lesson.LESSON}.ipynb").read_text("utf-8")
    assert re.findall(r"\((06-\d[a-z-]+)\.ipynb\)", page) == HEADINGS


def test_the_quiz_agrees_with_the_rule():
    _chocolate, least, *_rest = lesson.quiz.questions
    assert least.answer == 375 * 15 / 100 and least.unit == "mg"
    assert {part.lesson for part in (lesson.header, lesson.quiz, lesson.law_parameters)} == {
        "06-what-magnesium-does"
    }
    assert not hasattr(lesson, "vote")  # the overview has no claims of its own

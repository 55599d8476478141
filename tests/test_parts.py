"""Header, claims and quiz: what they say, in HTML, in one line, and for wrong input."""

import html
import json
import re

import ipywidgets
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import chart, explore, language, notebooks, parts, tables
from helpers.parts import claims

LESSON = "02-food-sources"
NASTY = '<script>alert("x & y")</script>'


def header(**changes):
    return parts.Header(
        **{
            "lesson": LESSON,
            "minutes": {"one": 10, "two": 25},
            "needs": "needs",
            "goals": ["first;", "second."],
        }
        | changes
    )


# ---- header


def test_header_adds_up_the_minutes():
    assert "35 min (one 10, two 25)" in header().html(controls=False, answers=False)
    assert header().text() == "Time: 35 min" and header(minutes={"one": 7}).text() == "Time: 7 min"
    language.use("nl")
    assert header().text().endswith("35 min") and not header().text().startswith("Time")


def test_header_lists_goals_and_what_to_know():
    page = header().html(controls=False, answers=False)
    assert "<li>first;</li><li>second.</li>" in page and "<strong>Know first:</strong> needs" in page


def test_header_links_to_the_lessons_around_and_to_the_other_language():
    links = re.findall(r'href="([^"]+)"', header().html(controls=False, answers=False))
    assert "00-start-here.ipynb" in links and "../nl/02-food-sources.ipynb" in links
    for link in links:
        assert (language.ROOT / "notebooks" / "en" / link).resolve().is_file(), link
    assert "href" not in header().html(controls=True, answers=False)  # a handout stands alone
    assert header(lesson="99-not-yet").html(controls=False, answers=False)


def test_lessons_are_named_by_their_first_heading():
    assert list(parts.lessons("en")) == list(parts.lessons("nl")) and LESSON in parts.lessons("en")
    assert all(title and not title.startswith("#") for title in parts.lessons("en").values())
    assert parts.lessons("fr") == {}


def test_a_copy_or_a_broken_notebook_beside_the_lessons_changes_no_header(tmp_path, monkeypatch):
    for name, text in (
        ("01-one.ipynb", '{"cells": [{"source": ["# One?"]}]}'),
        ("01-one-Copy1.ipynb", '{"cells": [{"source": ["# One?"]}]}'),
        ("02-two.ipynb", "<<<<<<< ours"),
        ("Untitled.ipynb", ""),
    ):
        (tmp_path / "en").mkdir(exist_ok=True)
        (tmp_path / "en" / name).write_text(text)
    monkeypatch.setattr(notebooks, "FOLDER", tmp_path)
    assert parts.lessons("en") == {"01-one": "One?", "02-two": "02-two"}


# ---- claims


def test_claims_come_in_their_order():
    found = parts.claims_of(LESSON)
    assert [c["order"] for c in found] == sorted(c["order"] for c in found) and found[0]["claim_id"] == "V01"
    with pytest.raises(
        tables.TableError, match="no claims for '02-food'; it has some for: .*02-food-sources"
    ):
        parts.claims_of("02-food")


def test_verdicts_and_votes_cover_the_tables_words():
    fields = {f["name"]: f.get("constraints", {}) for f in tables.resource("claims")["schema"]["fields"]}
    assert set(parts.VERDICTS) == set(fields["verdict"]["enum"])
    assert {verdict.vote for verdict in parts.VERDICTS.values()} == set(parts.VOTES)
    for known in fields["known"]["enum"]:
        assert claims._standing(known)


@pytest.mark.parametrize("feature", ["sign", "word", "color", "pattern"])
def test_each_verdict_looks_different(feature):
    assert len({str(getattr(verdict, feature)) for verdict in parts.VERDICTS.values()}) == 5


def test_colours_of_verdicts_stand_in_one_place():
    style = (chart.STATIC / "view.css").read_text("utf-8")
    page = parts.Verdicts(parts.Vote(LESSON)).html(controls=True, answers=False)
    for claim in parts.claims_of(LESSON):
        color = parts.VERDICTS[claim["verdict"]].color
        assert f'style="--verdict:{color}" data-claim="{claim["claim_id"]}"' in page
    assert "border-left: .35rem solid var(--verdict" in style
    assert not [verdict for verdict in parts.VERDICTS if f"course-{verdict}" in style]


@pytest.mark.parametrize("code", ["en", "nl"])
def test_votes_and_verdicts_say_every_claim(code):
    language.use(code)
    vote = parts.Vote(LESSON)
    live = vote.html(controls=True, answers=False)
    assert live.count("<fieldset") == len(parts.claims_of(LESSON)) and live.count('type="radio"') == 4 * len(
        parts.claims_of(LESSON)
    )
    cards = parts.Verdicts(vote).html(controls=False, answers=True)
    for claim in parts.claims_of(LESSON):
        said = html.escape(claim[f"restatement_{code}"], quote=True)
        assert (
            said in live
            and said in vote.html(controls=False, answers=False)
            and f"{claim['claim_id']} {claim[f'restatement_{code}']}" in vote.text()
        )
        card = cards.split(f'data-claim="{claim["claim_id"]}"')[1].split("</details>")[0]
        for column in ("explanation", "key_figure"):
            assert html.escape(claim[f"{column}_{code}"], quote=True) in card
        caution = claim[f"caution_{code}"]
        assert ("course-caution" in card) == isinstance(caution, str) and (
            not isinstance(caution, str) or html.escape(caution, quote=True) in card
        )
        assert claims._standing(claim["known"]) in html.unescape(card)


@pytest.mark.parametrize(
    ("controls", "answers", "is_open"),
    [(True, False, False), (True, True, True), (False, False, False), (False, True, True)],
)
def test_verdicts_are_closed_but_for_a_teacher(controls, answers, is_open):
    page = parts.Verdicts(parts.Vote(LESSON)).html(controls=controls, answers=answers)
    assert page.count("<details") == len(parts.claims_of(LESSON))
    assert len(re.findall(r"<details[^>]* open>", page)) == (len(parts.claims_of(LESSON)) if is_open else 0)


@pytest.mark.parametrize("vote", parts.VOTES)
def test_a_vote_is_shown_beside_its_verdict_alone(vote):
    voted = parts.Vote(LESSON, votes={"V02": vote})
    page = parts.Verdicts(voted).html(controls=False, answers=True)
    said = f"Your vote: <strong>{html.escape(str(parts.VOTES[vote]), quote=True)}</strong>"
    assert (
        page.count("Your vote: <strong>") == 1
        and said in page.split('data-claim="V02"')[1].split("</details>")[0]
    )


def test_votes_of_two_lessons_do_not_mix():
    one, other = parts.Vote(LESSON), parts.Vote(LESSON)
    one._voted("V01", "true")
    assert other.votes == {} and one.votes == {"V01": "true"}


def test_a_click_votes():
    vote = parts.Vote(LESSON)
    buttons = [
        w
        for row in vote.widget().children
        for w in getattr(row, "children", ())
        if isinstance(w, ipywidgets.RadioButtons)
    ]
    assert len(buttons) == len(parts.claims_of(LESSON)) and all(b.value is None for b in buttons)
    buttons[1].value = "partly"
    assert vote.votes == {parts.claims_of(LESSON)[1]["claim_id"]: "partly"}


def test_a_verdict_opens_with_its_vote_and_no_other():
    vote = parts.Vote(LESSON, votes={"V02": "true"})
    cards = [card.value for card in parts.Verdicts(vote).widget().children[1:]]
    assert [" open>" in card for card in cards] == [
        claim["claim_id"] == "V02" for claim in parts.claims_of(LESSON)
    ]
    live = parts.Verdicts(vote).widget()
    vote._voted("V01", "false")
    assert [" open>" in card.value for card in live.children[1:]] == [
        claim["claim_id"] in ("V01", "V02") for claim in parts.claims_of(LESSON)
    ]
    assert "Your vote: <strong>false" in live.children[1].value


# ---- quiz

CHOOSE = parts.Choose("Q", {"a": (False, "not a"), "b": (True, "yes b"), "c": (False, "not c")})
SEVERAL = parts.ChooseSeveral("Q", {"a": (True, "a is"), "b": (False, "b is not"), "c": (True, "c is")})
NUMBER = parts.Number(
    "How much?", answer=12.5, tolerance=0.5, unit="mg", right="right", low="low", high="high"
)
QUIZ = parts.Quiz(LESSON, [CHOOSE, SEVERAL, NUMBER])


@pytest.mark.parametrize(
    ("question", "chosen", "right", "said"),
    [
        (CHOOSE, [1], True, "yes b"),
        (CHOOSE, [0], False, "not a"),
        (CHOOSE, [2], False, "not c"),
        (CHOOSE, [], False, "Choose an answer first."),
        (CHOOSE, [0, 1], False, "not a yes b"),
        (SEVERAL, [0, 2], True, "a is c is"),
        (SEVERAL, [2, 0], True, "a is c is"),
        (SEVERAL, [0, 0, 2], True, "a is c is"),
        (SEVERAL, [0], False, "a is c is"),
        (SEVERAL, [0, 1, 2], False, "a is b is not c is"),
        (SEVERAL, [1], False, "a is b is not c is"),
        (SEVERAL, [], False, "Choose an answer first."),
    ],
)
def test_chosen_answers_are_marked(question, chosen, right, said):
    assert parts.mark_chosen(question, chosen) == (right, said)


@pytest.mark.parametrize(
    "typed",
    [
        "12",
        "12,0",
        "13.0",
        "13,0",
        "+12.5",
        " 12 , 5 ",
        "12.",
        "012.5",
        "12 mg",
        "12,5mg",
        "≈ 12.5 MG",
        "１２",
    ],
)
def test_a_number_inside_the_tolerance_is_right_both_edges_included(typed):
    assert parts.mark_number(NUMBER, typed) == (True, "right")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("11.99", "low"),
        ("0", "low"),
        ("-12.5", "low"),
        ("\u221212,5", "low"),
        (".5", "low"),
        ("13.01", "high"),
        ("1250", "high"),
    ],
)
def test_a_number_outside_gets_the_feedback_of_its_side(typed, said):
    assert parts.mark_number(NUMBER, typed) == (False, said)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "x",
        "12 g",
        "mg",
        "12.5.1",
        "1.23,5",
        "1e1",
        "inf",
        "nan",
        "0x0c",
        "12_5",
        "--12",
        ",",
        "+",
        "12,5,",
    ],
)
def test_rubbish_asks_for_a_number_in_the_way_of_the_language(typed):
    assert parts.mark_number(NUMBER, typed) == (
        False,
        "Write a number, such as 12.5; without the unit is fine too.",
    )
    language.use("nl")
    right, said = parts.mark_number(NUMBER, typed)
    assert not right and "12,5" in said and not said.startswith("Write")


@given(st.text(max_size=12))
def test_whatever_is_typed_gets_an_answer(typed):
    right, said = parts.mark_number(NUMBER, typed)
    assert said and (right == (said == "right"))


@given(st.decimals(-1000, 1000, places=2), st.sampled_from(".,"))
def test_comma_and_point_mark_alike(value, mark):
    right, said = parts.mark_number(NUMBER, str(value).replace(".", mark))
    assert said == ("right" if 12 <= value <= 13 else "low" if value < 12.5 else "high") and right == (
        said == "right"
    )


@pytest.mark.parametrize(
    ("unit", "typed", "told"),
    [
        ("%", "0.909", True),
        ("%", "0,91 %", True),
        ("%", "0.5", False),
        ("%", "90.9", False),
        ("mg", "0.909", False),
    ],
)
def test_a_share_typed_as_a_fraction_is_told_so(unit, typed, told):
    question = parts.Number("q", 90.9, 0.2, unit, "right", "low", "high")
    assert ("as a fraction" in parts.mark_number(question, typed)[1]) == told


@pytest.mark.parametrize(
    ("code", "typed", "right"),
    [("en", "1,200", True), ("nl", "1.200", True), ("en", "1.200", False), ("nl", "1,200", False)],
)
def test_marks_of_thousands_mean_what_they_mean_in_the_lesson(code, typed, right):
    language.use(code)
    assert parts.mark_number(parts.Number("q", 1200, 1, "mg", "right", "low", "high"), typed)[0] == right


@pytest.mark.parametrize(
    ("code", "typed"), [("nl", "33.333"), ("nl", "33,333"), ("en", "33,333"), ("en", "33.333")]
)
def test_a_number_copied_from_a_calculator_is_right_in_both_languages(code, typed):
    language.use(code)
    assert parts.mark_number(parts.Number("q", 33.3, 0.1, "%", "right", "low", "high"), typed)[0]


def test_the_tolerance_edge_stands_rounding():
    tight = parts.Number("q", 0.3, 0.1, "g", "right", "low", "high")
    assert parts.mark_number(tight, "0.4")[0] and parts.mark_number(tight, "0.2")[0]
    assert (
        not parts.mark_number(tight, "0.4001")[0]
        and parts.mark_number(parts.Number("q", 81, 0, "mg", "r", "l", "h"), "81")[0]
    )


def test_a_quiz_hides_its_answers_from_learners_and_tells_teachers():
    readable, teacher = QUIZ.html(controls=False, answers=False), QUIZ.html(controls=False, answers=True)
    assert "<input" not in readable and "yes b" not in readable and "✔" not in readable
    assert (
        teacher.count("✔") == 1 + 2 + 1
        and teacher.count("✘") == 2 + 1
        and "yes b" in teacher
        and "12.5 mg" in teacher
    )
    language.use("nl")
    assert "12,5 mg" in QUIZ.html(controls=False, answers=True)


def test_a_quiz_with_controls_carries_what_its_script_needs():
    page = QUIZ.html(controls=True, answers=False)
    assert (
        page.count('type="radio"') == 3
        and page.count('type="checkbox"') == 3
        and page.count("course-check") == 3
    )
    assert re.findall(r'name="([^"]+)"', page) == ["food_sources-quiz-1"] * 3 + ["food_sources-quiz-2"] * 3
    assert re.findall(r'data-right="(\d)"', page) == ["0", "1", "0", "1", "0", "1"]
    rules = json.loads(html.unescape(re.search(r'data-rules="([^"]+)"', page)[1]))
    fraction = "That is the share as a fraction; in percent it is 100 times as much."
    assert rules == {
        "answer": 12.5,
        "tolerance": 0.5,
        "unit": "mg",
        "decimal": ".",
        "group": ",",
        "right": "right",
        "low": "low",
        "high": "high",
        "fraction": fraction,
    }
    assert (
        len(re.findall(r"<legend>", page)) == 2
        and '<label for="food_sources-quiz-3">' in page
        and 'id="food_sources-quiz-3"' in page
    )
    assert page.count('data-help="') == 3


def clicked(place, *, set_to):
    """Feedback of question `place` of the live quiz after its inputs were set and the button was clicked."""
    _asked, *inputs, button, said = QUIZ.widget().children[place].children
    for box, value in zip(inputs, set_to, strict=True):
        box.value = value
    button.click()
    return said.value


@pytest.mark.parametrize(
    ("place", "set_to", "said"),
    [
        (1, [1], "✔ yes b"),
        (1, [0], "✘ not a"),
        (1, [None], "✘ Choose an answer first."),
        (2, [True, False, True], "✔ a is c is"),
        (2, [False] * 3, "✘ Choose"),
        (3, ["12,5"], "✔ right"),
        (3, [""], "✘ Write a number"),
    ],
)
def test_the_live_quiz_answers_on_a_click(place, set_to, said):
    assert said in clicked(place, set_to=set_to)


# ---- every part


def nasty_parts():
    n = language._l(NASTY)
    yield header(minutes={n: 5}, needs=n, goals=[n])
    yield parts.Quiz(
        LESSON, [parts.Choose(n, {n: (True, n), NASTY + "2": (False, n)}), parts.Number(n, 1, 0, n, n, n, n)]
    )


@pytest.mark.parametrize("controls", [True, False])
@pytest.mark.parametrize("answers", [True, False])
def test_text_is_escaped_everywhere(controls, answers):
    for part in nasty_parts():
        page = part.html(controls=controls, answers=answers)
        assert "<script" not in page and html.escape(NASTY, quote=True) in page
        for value in re.findall(r'data-said="([^"]*)"', page):
            assert html.unescape(value) == NASTY


def test_claims_are_escaped_too(monkeypatch):
    rows = [
        {**row, "restatement_en": NASTY, "explanation_en": NASTY, "key_figure_en": NASTY, "caution_en": NASTY}
        for row in parts.claims_of(LESSON)
    ]
    monkeypatch.setattr(claims, "claims_of", lambda lesson: rows)
    vote = parts.Vote(LESSON)
    for page in (
        vote.html(controls=True, answers=False),
        vote.html(controls=False, answers=False),
        parts.Verdicts(vote).html(controls=False, answers=True),
    ):
        assert "<script" not in page and html.escape(NASTY, quote=True) in page


@pytest.mark.parametrize(
    ("part", "item", "live"),
    [
        (header(), "food_sources:header", False),
        (parts.Vote(LESSON), "food_sources:vote", True),
        (parts.Verdicts(parts.Vote(LESSON)), "food_sources:verdicts", True),
        (QUIZ, "food_sources:quiz", True),
    ],
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_what_a_cell_shows(part, item, live):
    data, metadata = part._repr_mimebundle_()
    assert set(data) == {"text/html", explore.TEXT, *([explore.WIDGET] if live else [])} and metadata == {
        "course": {"item": item}
    }
    assert (
        data["text/html"]
        == f'<div class="course-exploration" lang="en">{part.html(controls=False, answers=False)}</div>'
        and data[explore.TEXT] == part.text() != ""
    )
    assert json.loads(json.dumps({key: data[key] for key in ("text/html", explore.TEXT)}))


# ---- parameters of a model


def test_parameters_show_value_unit_standing_and_source():
    part = parts.Parameters("06-2-energy", "atp-magnesium", "atp_parameters")
    page = part.html(controls=False, answers=False)
    assert (
        "0.069 mM" in page
        and "0.059 – 0.079 mM" in page
        and "read in the source" in page
        and "https://doi.org/10.1016/j.bpj.2009.02.042" in page
    )
    assert part.text() == "Kd = 0.069 mM (read in the source)" and part.item == "energy:atp_parameters"
    language.use("nl")
    assert "0,069 mM" in part.text()


def test_parameters_cite_each_source_once_and_then_point_there():
    page = parts.Parameters("04-causes-of-deficiency", "balance", "model_parameters").html(
        controls=False, answers=False
    )
    assert (
        page.count("Elin RJ (1987)") == 1
        and page.count("<td>as for c</td>") == 1
        and page.index("Elin") < page.index("as for c")
    )
    assert page.count("Avioli LV") == 1 and page.count("<td></td></tr>") == page.count(
        "our assumption"
    )  # which have no source


def test_no_row_points_to_a_symbol_that_stands_for_two_sources():
    page = parts.Parameters("06-3-muscles", "troponin", "sites").html(
        controls=False, answers=False
    )  # KCa of two laboratories
    assert "as for KCa" not in page and page.count("Ogawa Y (1985)") == page.count("Potter JD") == 2

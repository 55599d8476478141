"""Figures in claims and quizzes are those of the tables: references resolve, follow a change, and are used wherever they can be."""

import csv
import math
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import course, language, parts, references, tables, uses

ALMONDS = "foods/almonds/magnesium_mg_per_100g"
LESSONS = uses.lessons()
NUMBER = re.compile(r"(?<![\w/.,])\d+(?:,\d{3})*(?:\.\d+)?(?!\d)")


def claim_texts(claim: dict) -> dict[str, str]:
    """The texts of a claim in both languages, by place."""
    return {
        f"{claim['claim_id']} {column}": claim[column]
        for column in claim
        if column.rpartition("_")[0] in references.CLAIM_TEXTS and isinstance(claim[column], str)
    }


def shown_texts() -> dict[str, str]:
    """All texts of claims and quizzes as they are shown in the current language, by place."""
    found = {}
    for name in tables.load("claims")["lesson"].unique():
        for claim in parts.claims_of(name):
            found |= claim_texts(claim)
    return found | {place: words(question) for place, question in questions("questions")}


def written_texts() -> dict[str, str]:
    """All texts of claims and quizzes as they are written, by place."""
    found = {}
    for claim in tables.load("claims").reset_index().to_dict("records"):
        found |= claim_texts(claim)
    return found | {place: words(question) for place, question in questions("written")}


def words(question) -> str:
    """All that a question says, with the number to mark by."""
    parts = [part for name, part in vars(question).items() if name != "answers"]
    for answer, (_right, feedback) in getattr(question, "answers", {}).items():
        parts += [answer, feedback]
    return " | ".join(map(str, parts))


def questions(kind: str) -> list:
    """The questions of every quiz with their places."""
    return [
        (f"{lesson.__name__.rpartition('.')[2]} question {place}", question)
        for lesson in LESSONS
        for place, question in enumerate(getattr(lesson.quiz, kind), 1)
    ]


# ---- one reference


@pytest.fixture
def data(monkeypatch, tmp_path):
    """A copy of the tables that may be changed: `data(cell, number)` writes a number into it."""
    shutil.copytree(tables.DATA, tmp_path / "data")
    monkeypatch.setattr(tables, "DATA", tmp_path / "data")

    def change(cell: str, number) -> None:
        table, row, column = cell.split("/")
        path = tmp_path / "data" / f"{table}.csv"
        key = tables.resource(table)["schema"]["primaryKey"]
        with open(path, encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for each in rows:
            if ",".join(each[part] for part in ([key] if isinstance(key, str) else key)) == row:
                each[column] = str(number)
        with open(path, "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        forget()

    def forget() -> None:
        tables._loaded.cache_clear()
        references._rows.cache_clear()

    yield change
    forget()


@pytest.fixture
def known(data):
    """Tables with the figures that the tests below name, whatever the course's are."""
    data(ALMONDS, 270)
    data("kernel_shares/wheat,bran/magnesium_mg_per_100g", 611)
    data("model_parameters/atp-magnesium:kd/value", 0.069)


@pytest.mark.parametrize(
    ("text", "en", "nl"),
    [
        (f"{{{ALMONDS}:0}} mg", "270 mg", "270 mg"),
        (f"{{{ALMONDS}:1}}", "270.0", "270,0"),
        (f"{{{ALMONDS}}}", "270", "270"),
        (f"{{{ALMONDS} * 0.3:0}} of {{{ALMONDS}}}", "81 of 270", "81 of 270"),
        (f"{{({ALMONDS} - 20) * 10:0}}", "2,500", "2.500"),
        (f"{{-{ALMONDS} / 100:1}}", "−2.7", "−2,7"),
        ("{kernel_shares/wheat,bran/magnesium_mg_per_100g:0}", "611", "611"),
        ("{model_parameters/atp-magnesium:kd/value:3}", "0.069", "0,069"),
        (
            r"{food}: $\frac{24.3}{mg/L}$ {}",
            r"{food}: $\frac{24.3}{mg/L}$ {}",
            r"{food}: $\frac{24.3}{mg/L}$ {}",
        ),
    ],
)
def test_a_reference_is_filled_in_and_other_braces_stay(known, text, en, nl):
    assert references.filled(text) == en
    assert references.filled(text, code="nl") == nl
    language.use("nl")
    assert references.filled(language._l(text)) == nl


@pytest.mark.parametrize(
    ("reference", "said"),
    [
        ("food/almonds/magnesium_mg_per_100g", "no table 'food'; there is: .*foods"),
        ("foods/almond/magnesium_mg_per_100g", "no row 'almond'; there is: almonds"),
        ("foods/almonds/magnesium", "no column 'magnesium'; there is: .*magnesium_mg_per_100g"),
        ("foods/almonds/name_en", "holds no number, but 'almonds'"),
        ("effects/askari-2021-weight/estimate", "holds no number"),
        (f"{ALMONDS} ** 2", "only cells, numbers"),
        (f"abs({ALMONDS})", "only cells, numbers"),
        (f"{ALMONDS} +", "invalid syntax"),
        (f"{ALMONDS} / 0", "division by zero"),
    ],
)
def test_a_wrong_reference_is_told_with_its_place(reference, said):
    with pytest.raises(tables.TableError, match=f"claim V01, explanation_en: .*{said}"):
        references.filled(f"{{{reference}}}", "claim V01, explanation_en")


def test_an_answer_may_be_a_number_or_a_reference(known):
    assert references.value(1.5) == 1.5 and references.value(f"{{{ALMONDS} * 0.3}}") == pytest.approx(81)
    with pytest.raises(tables.TableError, match="question 2: '81 mg' is neither a number nor a reference"):
        references.value("81 mg", "question 2")


def test_two_answers_that_come_to_read_alike_are_told(known):
    question = parts.Choose("?", {"270": (True, "yes"), f"{{{ALMONDS}:0}}": (False, "no")})
    with pytest.raises(tables.TableError, match="question 1: two answers read '270'"):
        references.filled_question(question, "question 1")


@given(st.text(alphabet="{}ab/:0. *-"))
def test_texts_without_a_whole_reference_stay(text):
    try:
        assert references.filled(text) == text
    except tables.TableError as error:
        assert "there is no table" in str(error) or "invalid" in str(error)


# ---- all of them


@pytest.mark.parametrize("code", language.languages())
def test_every_reference_resolves_and_no_brace_is_shown(code):
    language.use(code)
    shown = shown_texts()
    assert len(shown) > 1000
    assert [place for place, text in shown.items() if "{" in text or "}" in text] == []


def test_both_languages_of_a_claim_refer_to_the_same_cells():
    for claim in tables.load("claims").reset_index().to_dict("records"):
        for text in references.CLAIM_TEXTS:
            en, nl = (references.REFERENCE.findall(str(claim[f"{text}_{code}"])) for code in ("en", "nl"))
            assert sorted(en) == sorted(nl), (claim["claim_id"], text)


def test_corrected_almonds_are_told_by_claim_and_quiz(data):
    data(ALMONDS, 279)
    claim = parts.claims_of("02-food-sources")[0]
    for code, name in (("en", "almonds"), ("nl", "amandelen")):
        assert f"{name} 279" in claim[f"explanation_{code}"] and f"{name} 279" in claim[f"key_figure_{code}"]
        assert "270" not in claim[f"explanation_{code}"] + claim[f"key_figure_{code}"]
    question = next(q for place, q in questions("questions") if place == "food_sources question 2")
    assert "hold 279 mg" in question.question and question.answer == pytest.approx(83.7)
    assert question.right.startswith("0.30 × 279 = 84 mg")
    assert parts.mark_number(question, "83.7")[0] and not parts.mark_number(question, "81")[0]


REFERRED = sorted({cell for text in written_texts().values() for cell in references.cells(text)})
LARGEST = {  # of each table that is referred to, the cell whose change by a tenth is seen in every text
    cell.split("/")[0]: cell
    for cell in sorted(REFERRED, key=lambda cell: abs(references.value(f"{{{cell}}}")))
}


@pytest.mark.parametrize("cell", LARGEST.values(), ids=LARGEST)
def test_a_corrected_figure_is_told_wherever_it_stood(data, cell):
    before, written = shown_texts(), written_texts()
    places = [place for place, text in written.items() if cell in references.cells(text)]
    old = references.value(f"{{{cell}}}")
    data(cell, math.floor(0.9 * old) if isinstance(old, int) else round(0.9 * old, 6))
    after = shown_texts()
    assert places and all(after[place] != before[place] for place in places)
    assert {place for place in before if after[place] != before[place]} == set(places)


# ---- typed numbers


def tables_used() -> dict[str, set[str]]:
    """The tables that each lesson reads in its explorations or refers to in its texts."""
    used = {lesson.LESSON: set().union(*uses.explorations(lesson).values()) for lesson in LESSONS}
    for place, text in written_texts().items():
        used[lesson_of(place)] |= {cell.split("/")[0] for cell in references.cells(text)}
    return {lesson: names - {"claims", "sources"} for lesson, names in used.items()}


def lesson_of(place: str) -> str:
    """The lesson of a claim or a question, by its place."""
    first = place.split()[0]
    lessons = {lesson.__name__.rpartition(".")[2]: lesson.LESSON for lesson in LESSONS}
    return lessons.get(first) or tables.load("claims").loc[first, "lesson"]


def figures(table: str) -> list[tuple[float, str]]:
    """The numbers of a table with the source of their row."""
    fields = tables.resource(table)["schema"]["fields"]
    columns = [field["name"] for field in fields if field["type"] in ("number", "integer")]
    return [
        (abs(float(row[column])), row.get("source_id"))
        for row in references._rows(table).values()
        for column in columns
        if column != "order" and row[column] == row[column] and isinstance(row[column], (int, float))
    ]


def telling(number: str) -> bool:
    """Whether a number has two digits or more beside zeros at its ends; 1, 30 or 0.5 stand in every table."""
    return len(number.replace(",", "").replace(".", "").strip("0")) > 1


def typed_numbers() -> set[tuple[str, str]]:
    """Typed numbers that a table of the lesson holds too, for a claim in a row of one of the claim's sources."""
    used, found = tables_used(), set()
    sources = tables.load("claims")["source_ids"].str.split(";").to_dict()
    held = {table: figures(table) for table in set().union(*used.values())}
    for place, text in written_texts().items():
        if place.endswith("_nl"):
            continue
        claim = place.split()[0]
        near = [each for table in used[lesson_of(place)] for each in held[table]]
        if claim in sources:
            near = [(value, source) for value, source in near if source in sources[claim]]
        for number in filter(telling, NUMBER.findall(references.REFERENCE.sub("", text))):
            decimals = len(number.partition(".")[2])
            if any(round(value, decimals) == float(number.replace(",", "")) for value, _source in near):
                found.add((claim if claim in sources else place, number))
    return found


def test_no_figure_of_a_table_is_typed_without_a_reason():
    with open(Path(__file__).with_name("typed_numbers.csv"), encoding="utf-8", newline="") as file:
        kept = {(row["place"], row["number"]): row["reason"] for row in csv.DictReader(file)}
    assert all(kept.values())
    found = typed_numbers()
    assert found - set(kept) == set(), (
        "typed, but a table holds it: refer to it, or give a reason in typed_numbers.csv"
    )
    assert set(kept) - found == set(), "no longer typed, or no longer in a table"


# ---- uses


def test_course_uses_lists_claims_questions_and_explorations(capsys):
    course.main(["uses", "foods/almonds"])
    said = capsys.readouterr().out
    assert "02-food-sources: claim V01; quiz, question 2; exploration ranking" in said
    assert "04-causes-of-deficiency: exploration slimming" in said and "claim V02" not in said
    course.main(["uses", "causes"])
    assert "exploration common" in capsys.readouterr().out
    with pytest.raises(SystemExit, match="course uses: there is no row 'almond'; there is: almonds"):
        course.main(["uses", "foods/almond"])
    with pytest.raises(SystemExit, match="course uses: there is no table 'food'"):
        course.main(["uses", "food"])


def test_an_exploration_reads_what_the_functions_that_it_calls_read():
    from helpers.lessons import causes_of_deficiency, food_sources

    assert uses.explorations(food_sources)["day"] >= {"foods", "reference_intakes"}
    assert uses.explorations(food_sources)["kettle"] == {"waters"}
    assert uses.explorations(causes_of_deficiency)["balance"] == {"model_parameters"}  # by another name there

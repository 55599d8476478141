"""The figures: whole, in range, with sources; and clear errors for tables that are not."""

import csv
import re
import shutil

import pandas as pd
import pytest

from helpers import tables


def numbered(letter: str, last: int, *more: str) -> set[str]:
    return {f"{letter}{n:02}" for n in range(1, last + 1)} | set(more)


CLAIMS = {
    "01-what-is-magnesium": numbered("W", 16),
    "02-food-sources": numbered("V", 12, "V13a", "V13b"),
    "03-magnesium-salts": numbered("Z", 10) | numbered("B", 11),
    "04-causes-of-deficiency": numbered("O", 21),
    "05-symptoms": numbered("S", 12),
    "06-1-bones-and-teeth": numbered("b", 7),
    "06-2-energy": numbered("e", 5),
    "06-3-muscles": numbered("m", 5),
    "06-4-mind-and-sleep": numbered("p", 12),
    "06-5-immune-system": numbered("i", 5),
    "06-6-allergy": numbered("a", 3),
    "06-7-body-weight": numbered("o", 10),
    "06-8-heart": numbered("h", 7),
    "06-9-fluid-balance": numbered("f", 8),
}
NAMES = [entry["name"] for entry in tables.package()["resources"]]


def test_package_is_valid():
    from frictionless import Package, system

    with system.use_context(trusted=True):
        report = Package(str(tables.DATA / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "note"])[:5]


@pytest.mark.parametrize("name", NAMES)
def test_every_table_names_origin_standing_and_sources(name):
    entry, table = tables.resource(name), tables.load(name)
    assert entry["title"] and entry["sources"] and entry["licenses"]
    assert len(table) > 0
    if "known" in table:
        assert set(table["known"]) <= {"read", "computed", "secondary", "unverified"} | (
            {"assumed"} if name == "model_parameters" else set()
        )
    known = set(tables.load("sources").index)
    for column in (c for c in table.columns if c.endswith("source_id") and "food" not in c):
        assert set(table[column].dropna()) <= known
    if "source_ids" in table:
        assert {i for ids in table["source_ids"] for i in ids.split(";")} <= known


def test_sources_say_what_was_read_in_both_languages():
    sources = tables.load("sources")
    assert sources[["citation", "read_how_en", "read_how_nl"]].notna().all().all()


def test_every_claim_of_the_article_is_in_exactly_one_lesson():
    claims = tables.load("claims")
    found = {lesson: set(rows.index) for lesson, rows in claims.groupby("lesson")}
    assert found == CLAIMS
    assert len(claims) == 146
    for column in ("restatement", "explanation", "key_figure"):
        for code in ("en", "nl"):
            assert claims[f"{column}_{code}"].str.len().gt(0).all()
    unsure = claims[claims["known"].isin(["unverified", "secondary"])]
    assert unsure["caution_en"].notna().all(), list(unsure.index[unsure["caution_en"].isna()])


def test_enough_foods_with_the_classical_sources():
    foods = tables.load("foods")
    assert len(foods) >= 250
    assert {
        "almonds",
        "spinach-boiled",
        "wheat-germ",
        "yeast-nutritional",
        "chocolate-dark-70",
        "lentils-boiled",
        "bread-wholemeal",
    } <= set(foods.index)
    assert foods["magnesium_mg_per_100g"].between(0, 1000).all() and foods["portion_g"].gt(0).all()
    assert foods["name_en"].is_unique and foods["name_nl"].is_unique


@pytest.fixture
def own(tmp_path):
    copy = tmp_path / "mine.csv"
    shutil.copy(tables.DATA / "own_foods_example.csv", copy)
    return copy


def test_own_foods_join_and_their_file_is_untouched(own):
    before = own.read_bytes()
    foods = tables.foods(own)
    assert len(foods) == len(tables.load("foods")) + 3
    assert foods.loc["own-nut-cake", "name_nl"] == "grandma's nut cake (example)"
    assert own.read_bytes() == before


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (
            lambda t: t.replace(",60,", ",much,"),
            ["mine.csv", "row 2", "magnesium_mg_per_100g", "much", "number"],
        ),
        (lambda t: t.replace(",60,", ",-5,"), ["row 2", "magnesium_mg_per_100g", "-5", "from 0"]),
        (lambda t: t.replace(",60,", ",,"), ["row 2", "magnesium_mg_per_100g", "not empty"]),
        (lambda t: t.replace("magnesium_mg_per_100g", "magnesium"), ["mine.csv", "magnesium_mg_per_100g"]),
        (lambda t: t[:-60], ["mine.csv", "row 4"]),
        (lambda t: t.replace("own-green-smoothie", "own-nut-cake"), ["own-nut-cake", "twice"]),
        (lambda t: t.replace("own-nut-cake", "almonds"), ["almonds", "already"]),
    ],
)
def test_a_broken_list_gets_a_clear_error_and_stays_as_it_was(own, broken, said):
    own.write_text(broken(own.read_text("utf-8")), "utf-8")
    before = own.read_bytes()
    with pytest.raises(tables.TableError) as error:
        tables.foods(own)
    for part in said:
        assert part in str(error.value), str(error.value)
    assert own.read_bytes() == before


def test_missing_files_tables_and_encodings(tmp_path):
    with pytest.raises(tables.TableError, match="there is no file"):
        tables.foods(tmp_path / "none.csv")
    with pytest.raises(tables.TableError, match="there are: sources"):
        tables.load("food")
    latin = tmp_path / "latin.csv"
    latin.write_bytes(
        (tables.DATA / "own_foods_example.csv").read_text("utf-8").replace("soup", "soupé").encode("latin-1")
    )
    with pytest.raises(tables.TableError, match="latin.csv"):
        tables.foods(latin)


def test_a_half_filled_table_of_the_course_is_refused(tmp_path, monkeypatch):
    shutil.copytree(tables.DATA, tmp_path / "data")
    path = tmp_path / "data" / "foods.csv"
    text = path.read_text("utf-8")
    path.write_text(text[: len(text) // 2], "utf-8")
    monkeypatch.setattr(tables, "DATA", tmp_path / "data")
    tables._loaded.cache_clear()
    try:
        with pytest.raises(tables.TableError, match="foods.csv"):
            tables.load("foods")
    finally:
        tables._loaded.cache_clear()


def test_tables_are_copies():
    mine = tables.load("foods")
    mine.loc["almonds", "magnesium_mg_per_100g"] = 0
    assert tables.load("foods").loc["almonds", "magnesium_mg_per_100g"] > 0
    assert isinstance(tables.load("foods"), pd.DataFrame)


# ---- types, standing, plausible numbers

KINDS = {"string": "str", "integer": "Int64", "number": "float64", "boolean": "boolean"}


@pytest.mark.parametrize("name", NAMES)
def test_columns_have_the_types_of_their_descriptor(name):
    table, fields = tables.load(name), tables.resource(name)["schema"]["fields"]
    columns = table.reset_index() if table.index.name else table
    assert list(columns) == [f["name"] for f in fields]
    assert {f["name"]: str(columns[f["name"]].dtype) for f in fields} == {
        f["name"]: KINDS[f["type"]] for f in fields
    }


@pytest.mark.parametrize("name", NAMES)
def test_a_figure_with_a_source_says_how_well_it_is_known(name):
    fields = {f["name"]: f for f in tables.resource(name)["schema"]["fields"]}
    assert ("known" in fields) == bool({"source_id", "source_ids"} & set(fields)) or name == "sources"
    for column in (c for c in fields if c.endswith("known")):
        assert set(fields[column]["constraints"]["enum"]) == {
            "read",
            "computed",
            "secondary",
            "unverified",
        } | ({"assumed"} if name == "model_parameters" else set())


def test_a_parameter_has_a_source_unless_it_is_our_assumption():
    table = tables.load("model_parameters")
    assert (table["source_id"].isna() == (table["known"] == "assumed")).all()
    assert all(key.split(":")[0] == model for key, model in table["model"].items())
    assert not ((table["low"] > table["value"]) | (table["high"] < table["value"])).any()


def test_an_effect_lies_inside_its_interval():
    effects = tables.load("effects")
    assert not ((effects["low"] > effects["estimate"]) | (effects["high"] < effects["estimate"])).any()
    assert (effects.loc[effects["measure"].isin(["RR", "OR", "HR"]), "estimate"].dropna() > 0).all()


@pytest.mark.parametrize("lesson", CLAIMS)
def test_each_explanation_has_two_sentences_and_sources(lesson):
    claims = tables.load("claims").query("lesson == @lesson")
    for claim, row in claims.iterrows():
        for code in ("en", "nl"):
            sentences = re.split(r"(?<=[.!?])\s+(?=[A-Z])", row[f"explanation_{code}"].strip())
            assert len(sentences) == 2, (claim, code, sentences)
        assert tables.sources(row["source_ids"].split(";")), claim
        assert isinstance(row["caution_en"], str) == isinstance(row["caution_nl"], str), claim
    assert list(claims["order"]) == list(range(1, len(claims) + 1))


def test_numbers_of_a_food_fit_together():
    foods = tables.load("foods")
    minerals = foods[[c for c in foods if c.endswith("_mg_per_100g")]].sum(axis=1) / 1000
    whole = foods[["water_g_per_100g", "fibre_g_per_100g"]].sum(axis=1) + minerals
    assert whole.max() <= 101, whole.idxmax()  # a tenth of rounding in each column
    dry = 100 - foods["water_g_per_100g"]
    assert (foods["energy_kcal_per_100g"] <= 9.1 * dry + 10).all()  # pure fat: 9 kcal a gram
    expected = {
        "almonds": 270,
        "bread-white": 23,
        "spinach-boiled": 87,
        "cola": 0,
        "pumpkin-seeds": 592,
        "lentils-boiled": 36,
        "milk-semi-skimmed": 12.1,
    }
    assert foods.loc[list(expected), "magnesium_mg_per_100g"].to_dict() == expected


def test_retention_of_the_pairs_is_what_their_numbers_give():
    pairs = tables.load("cooking_pairs")
    kept = (
        100
        * (pairs["magnesium_cooked_mg_per_100g"] / (100 - pairs["water_cooked_g_per_100g"]))
        / (pairs["magnesium_raw_mg_per_100g"] / (100 - pairs["water_raw_g_per_100g"]))
    )
    assert (kept - pairs["apparent_retention_percent"]).abs().max() < 0.06


def test_a_source_that_is_not_there_is_named():
    with pytest.raises(tables.TableError, match="there is no source 'nobody-1900' in sources.csv"):
        tables.sources(["usda-sr28", "nobody-1900"])


# ---- broken tables of the course


@pytest.fixture
def copied(tmp_path, monkeypatch):
    """A copy of data/ that the tables are read from."""
    shutil.copytree(tables.DATA, tmp_path / "data")
    monkeypatch.setattr(tables, "DATA", tmp_path / "data")
    tables.package.cache_clear(), tables._loaded.cache_clear()
    yield tmp_path / "data"
    tables.package.cache_clear(), tables._loaded.cache_clear()


def edited(path, key, column, value):
    """Put `value` into one cell of a CSV; returns the number of its line."""
    with open(path, encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    line = next(i for i, row in enumerate(rows) if row[0] == key)
    rows[line][head.index(column)] = value
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([head, *rows])
    return line + 2


@pytest.mark.parametrize(
    ("name", "key", "column", "value", "allowed"),
    [
        (
            "foods",
            "almonds",
            "magnesium_mg_per_100g",
            "a lot",
            "a number, from 0 to 3000 mg/100 g, not empty",
        ),
        ("foods", "almonds", "magnesium_mg_per_100g", "270,5", "a number, from 0"),
        ("foods", "almonds", "magnesium_mg_per_100g", "-1", "from 0 to 3000"),
        ("foods", "almonds", "portion_g", "3000", "from 0.3 to 500 g"),
        ("foods", "almonds", "magnesium_mg_per_100g", "", "not empty"),
        ("foods", "almonds", "name_nl", "", "not empty"),
        ("foods", "almonds", "known", "guessed", "one of read, computed, secondary, unverified"),
        ("claims", "V05", "verdict", "true", "one of supported, partly"),
        ("claims", "V05", "order", "5.5", "a whole number"),
        ("cooking_pairs", "lentils", "evidence", "maybe", "true or false"),
        ("sources", "usda-sr28", "year", "1492", "from 1900 to 2100"),
        ("waters", "hepar", "magnesium_mg_per_l", "1e9", "from 0 to 1100 mg/L"),
    ],
)
def test_a_wrong_cell_of_the_course_is_named(copied, name, key, column, value, allowed):
    line = edited(copied / f"{name}.csv", key, column, value)
    before = (copied / f"{name}.csv").read_bytes()
    with pytest.raises(tables.TableError) as error:
        tables.load(name)
    for part in (f"{name}.csv: row {line}, column {column}", value, allowed):
        assert part in str(error.value), str(error.value)
    assert (copied / f"{name}.csv").read_bytes() == before


def test_the_same_key_twice_is_refused(copied):
    edited(copied / "waters.csv", "evian", "water_id", "hepar")
    with pytest.raises(tables.TableError, match="waters.csv: water_id 'hepar' stands there twice"):
        tables.load("waters")


@pytest.mark.parametrize("kept", [0.999, 0.9, 0.5, 0.02])
@pytest.mark.parametrize("name", ["foods", "claims", "retention_factors"])
def test_a_table_that_breaks_off_inside_a_line_is_refused(copied, name, kept):
    path = copied / f"{name}.csv"
    lines = path.read_text("utf-8").splitlines()
    whole = lines[: max(1, int(kept * len(lines)))]
    path.write_text("\n".join([*whole[:-1], whole[-1][: len(whole[-1]) // 4]]), "utf-8")
    with pytest.raises(tables.TableError, match=f"{name}.csv"):
        tables.load(name)


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
def test_another_encoding_is_refused(copied, encoding):
    path = copied / "waters.csv"
    path.write_bytes(path.read_text("utf-8").encode(encoding, errors="replace"))
    with pytest.raises(tables.TableError, match="waters.csv.*utf-8"):
        tables.load("waters")


def test_a_missing_column_and_a_missing_file_are_named(copied):
    path = copied / "food_groups.csv"
    path.write_text(path.read_text("utf-8").replace("name_nl", "naam", 1), "utf-8")
    with pytest.raises(tables.TableError, match="food_groups.csv.*name_nl"):
        tables.load("food_groups")
    path.unlink()
    tables._loaded.cache_clear()
    with pytest.raises(tables.TableError, match="there is no file .*food_groups.csv"):
        tables.load("food_groups")


def test_a_key_that_leads_nowhere_makes_the_package_invalid(copied):
    from frictionless import Package, system

    edited(copied / "waters.csv", "hepar", "source_id", "nobody-1900")
    with system.use_context(trusted=True):
        report = Package(str(copied / "datapackage.json")).validate()
    assert not report.valid and "nobody-1900" in str(report.flatten(["note"]))


# ---- more of a reader's own foods


@pytest.mark.parametrize("word", ["nan", "NaN", "inf", "-inf", "NA"])
def test_words_that_python_takes_for_numbers_are_no_numbers(own, word):
    edited(own, "own-nut-cake", "magnesium_mg_per_100g", word)
    with pytest.raises(tables.TableError, match="mine.csv.*magnesium_mg_per_100g"):
        tables.foods(own)


def test_a_column_that_is_missing_is_called_missing(own):
    own.write_text(own.read_text("utf-8").replace("fibre_g_per_100g", "fibre", 1), "utf-8")
    with pytest.raises(
        tables.TableError, match=r"(?i)mine.csv.*fibre_g_per_100g.*(missing|label)|missing.*fibre_g_per_100g"
    ):
        tables.foods(own)


def test_a_folder_is_not_a_list_of_foods(tmp_path):
    with pytest.raises(tables.TableError, match="there is no file"):
        tables.foods(tmp_path)


@pytest.mark.parametrize(
    "change",
    [lambda b: b"\xef\xbb\xbf" + b, lambda b: b.replace(b"\n", b"\r\n")],
    ids=["byte order mark", "Windows lines"],
)
def test_files_as_spreadsheets_write_them_are_read(own, change):
    plain = tables.foods(own)
    own.write_bytes(change(own.read_bytes()))
    pd.testing.assert_frame_equal(tables.foods(own), plain)


def test_own_foods_may_leave_out_what_a_label_does_not_say(own):
    for column in ("energy_kcal_per_100g", "water_g_per_100g", "fibre_g_per_100g", "portion"):
        edited(own, "own-nut-cake", column, "")
    food = tables.foods(own).loc["own-nut-cake"]
    assert (
        food["magnesium_mg_per_100g"] == 60
        and pd.isna(food["energy_kcal_per_100g"])
        and food["known"] == "unverified"
        and food["group_id"] == "own"
    )
    assert "own-nut-cake" not in tables.load("foods").index


def test_a_publication_stands_under_one_id():
    addresses = tables.load("sources")["url"].dropna().str.lower().str.rstrip("/")
    publications = addresses[addresses.str.contains("doi.org")]
    assert publications.is_unique, sorted(publications[publications.duplicated(keep=False)])

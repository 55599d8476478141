"""The figures of the course: `data/*.csv` as checked DataFrames, and a reader's own foods through the same door."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

import pandas as pd

from helpers import language
from helpers.errors import Told

DATA = language.ROOT / "data"
_DTYPES = {"string": "str", "integer": "Int64", "number": "float64", "boolean": "boolean", "year": "Int64"}


class TableError(Told):
    """A table that cannot be used; says which row and column, what stands there and what is allowed."""


@lru_cache
def package() -> dict:
    """The descriptor `data/datapackage.json`: every table with its columns, units, ranges, keys and origin."""
    return json.loads((DATA / "datapackage.json").read_text("utf-8"))


def resource(name: str) -> dict:
    """The descriptor of one table.

    Raises
    ------
    TableError
        If there is no such table; names those there are.
    """
    for entry in package()["resources"]:
        if entry["name"] == name:
            return entry
    raise TableError(
        f"there is no table {name!r}; there are: {', '.join(e['name'] for e in package()['resources'])}"
    )


def load(name: str) -> pd.DataFrame:
    """A table of `data/` with the types of its descriptor, indexed by its key; a copy that may be changed.

    Raises
    ------
    TableError
        If a column is missing or a value is not allowed; names file, row, column, value and what is allowed.
    """
    return _loaded(name).copy(deep=False)  # pandas copies what is changed, and nothing before


@lru_cache
def _loaded(name: str) -> pd.DataFrame:
    return _read(DATA / resource(name)["path"], resource(name))


def foods(own: str | Path | None = None) -> pd.DataFrame:
    """The foods, one a row, by `food_id`; with a reader's own foods after them.

    Parameters
    ----------
    own : path, optional
        A CSV like `data/own_foods_example.csv`. It is only read, never changed.
    """
    table = load("foods")
    if own is None:
        return table
    mine = _read(Path(own), resource("own_foods_example"))
    taken = [food for food in mine.index if food in table.index]
    if taken:
        raise TableError(f"{own}: food_id {taken[0]!r} is already in the course's table; choose another one")
    mine["name_nl"] = mine["name_en"] = mine.pop("name")
    mine["portion_nl"] = mine["portion_en"] = mine.pop("portion")
    return pd.concat([table, mine.assign(group_id="own", known="unverified")])


def _read(path: Path, descriptor: dict) -> pd.DataFrame:
    fields = descriptor["schema"]["fields"]
    if not path.is_file():
        raise TableError(f"there is no file {path}")
    try:
        raw = pd.read_csv(path, dtype="str", keep_default_na=False, na_values=[""], encoding="utf-8")
        missing = [f["name"] for f in fields if f["name"] not in raw.columns]
        if missing:
            raise ValueError(f"missing column {missing[0]!r}")
        table = pd.DataFrame({f["name"]: _typed(raw[f["name"]], f) for f in fields})
    except (ValueError, TypeError, UnicodeDecodeError) as error:
        raise TableError(_complaint(path, descriptor) or f"{path.name}: {error}") from None
    key = descriptor["schema"].get("primaryKey")
    if isinstance(key, list):
        key = key[0] if len(key) == 1 else None
    if key and table[key].duplicated().any():
        raise TableError(
            f"{path.name}: {key} {table[key][table[key].duplicated()].iloc[0]!r} stands there twice"
        )
    return table.set_index(key) if key else table


def _typed(column: pd.Series, field: dict) -> pd.Series:
    rules = field.get("constraints", {})
    if field["type"] == "boolean":
        values = column.map({"true": True, "false": False}).astype("boolean")
        if (values.isna() & column.notna()).any():
            raise ValueError("not true or false")
    else:
        values = column.astype(_DTYPES.get(field["type"], "str"))
    if rules.get("required") and column.isna().any():
        raise ValueError("empty")
    if field["type"] in ("number", "integer", "year"):
        if (values.isna() & column.notna()).any():  # the word "nan" is a number to Python
            raise ValueError(
                f"column {field['name']}: {column[values.isna() & column.notna()].iloc[0]!r} does not fit; allowed: {allowed(field)}"
            )
        if (values < rules.get("minimum", float("-inf"))).any() or (
            values > rules.get("maximum", float("inf"))
        ).any():
            raise ValueError("out of range")
    if "enum" in rules and not values.dropna().isin(rules["enum"]).all():
        raise ValueError("not among the allowed values")
    return values


def _complaint(path: Path, descriptor: dict) -> str:
    """What frictionless finds wrong with a file, in words: row, column, value, what is allowed. Empty if nothing."""
    from frictionless import Resource, Schema, system

    schema = {**descriptor["schema"], "foreignKeys": []}
    with system.use_context(trusted=True):
        report = Resource(path=str(path), schema=Schema.from_descriptor(schema)).validate(limit_errors=3)
    fields = {f["name"]: f for f in schema["fields"]}
    said = []
    for error in report.task.errors if report.tasks else report.errors:
        place = ", ".join(
            f"{what} {getattr(error, attribute)}"
            for what, attribute in (("row", "row_number"), ("column", "field_name"))
            if getattr(error, attribute, None)
        )
        rule = allowed(fields.get(getattr(error, "field_name", ""), {}))
        place = f"{place}: " if place else ""
        cell = getattr(error, "cell", None)
        value = f"{cell!r} does not fit, " if cell else ""
        words = error.note or error.title.lower()
        said.append(f"{path.name}: {place}{value}{words}" + (f"; allowed: {rule}" if rule else ""))
    return "\n".join(said)


def allowed(field: dict) -> str:
    """What a column may hold, in words."""
    rules = field.get("constraints", {})
    parts = [
        {"number": "a number", "integer": "a whole number", "boolean": "true or false"}.get(
            field.get("type", ""), ""
        )
    ]
    if "enum" in rules:
        parts = ["one of " + ", ".join(map(str, rules["enum"]))]
    if "minimum" in rules or "maximum" in rules:
        parts.append(
            f"from {rules.get('minimum', '-∞')} to {rules.get('maximum', '∞')} {field.get('unit', '')}".strip()
        )
    if rules.get("required"):
        parts.append("not empty")
    return ", ".join(p for p in parts if p)


def sources(ids) -> list[dict]:
    """Citations for source ids, in the order given.

    Raises
    ------
    TableError
        If a source is not in `sources.csv`.
    """
    known = _sources()
    unknown = [i for i in ids if i not in known]
    if unknown:
        raise TableError(f"there is no source {unknown[0]!r} in sources.csv")
    return [{"source_id": i, **known[i]} for i in ids]


@lru_cache
def _sources() -> dict[str, dict]:
    return _loaded("sources").to_dict("index")

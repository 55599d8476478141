"""The parameters of a model as a table: what is measured, and what is our assumption."""

from __future__ import annotations

from dataclasses import dataclass

from helpers import explore, tables
from helpers.language import _, _l, number, pick
from helpers.parts.part import Part, text

STANDING = {
    "read": _l("read in the source"),
    "computed": _l("computed from the source"),
    "secondary": _l("read in a text that quotes the source"),
    "unverified": _l("not yet checked against its source"),
    "assumed": _l("our assumption"),
}


@dataclass
class Parameters(Part):
    """The parameters of a model as a table: symbol, meaning, value with unit, how well it is known, source. What is our assumption says so.

    `model` is that of `model_parameters.csv`; `name` is the part's name in the lesson's module.
    """

    lesson: str
    model: str
    name: str

    def _rows(self) -> list[dict]:
        table = tables.load("model_parameters")
        return table[table["model"] == self.model].to_dict("records")

    def html(self, *, controls, answers):
        heads = (_("symbol"), _("meaning"), _("value"), _("published range"), _("standing"), _("source"))
        top = "".join(f'<th scope="col">{text(head)}</th>' for head in heads)
        rows = self._rows()
        first = {row["source_id"]: row for row in reversed(rows)}  # the row that cites each source
        sources = {
            row["symbol"]: {other["source_id"] for other in rows if other["symbol"] == row["symbol"]}
            for row in rows
        }
        # where its symbol says which row is meant
        first = {source: row for source, row in first.items() if sources[row["symbol"]] == {source}}
        body = "".join(_row(row, first) for row in rows)
        # two regions of a page may not share a name
        named = text(_("Parameters of the model") + ": " + rows[0]["symbol"])
        return (
            f'<div class="course-exploration course-parameters"><div class="course-scroll" tabindex="0" role="region" aria-label="{named}"><table>'
            f"<thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div></div>"
        )

    def text(self):
        return "\n".join(
            f"{row['symbol']} = {number(row['value'], 6)} {_unit(row)} ({STANDING[row['known']]})"
            for row in self._rows()
        )


def _row(row: dict, first: dict[str, dict]) -> str:
    """A parameter as a row of HTML; `first` as `_cited` takes it."""
    value = f"{number(row['value'], 6)} {_unit(row)}"
    standing = f"{STANDING[row['known']]}{_note(row)}"
    cells = [text(words) for words in (pick(row, "name"), value, _range(row), standing)]
    cells.append(_cited(row, first))
    inside = "".join(f"<td>{cell}</td>" for cell in cells)
    return f'<tr><th scope="row">{text(row["symbol"])}</th>{inside}</tr>'


def _unit(row: dict) -> str:
    return row["unit"] if isinstance(row["unit"], str) else ""


def _range(row: dict) -> str:
    known = [number(row[end], 6) for end in ("low", "high") if row[end] == row[end]]
    return f"{' – '.join(known)} {_unit(row)}".strip() if known else ""


def _note(row: dict) -> str:
    note = pick(row, "note")
    return f"; {note}" if note else ""


def _cited(row: dict, first: dict[str, dict]) -> str:
    """The source of a row; after the `first` row that has it only a pointer there, or long tables are mostly citation."""
    if not isinstance(row["source_id"], str):
        return ""
    other = first.get(row["source_id"], row)
    return (
        explore.source_links([row["source_id"]], named=False)
        if row is other
        else text(_("as for {symbol}").format(symbol=other["symbol"]))
    )

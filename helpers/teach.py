"""What frames a lesson: its header, the claims with a vote and a verdict, the quiz.

Each part shows itself in three ways, as an exploration does: with ipywidgets in JupyterLab, as readable HTML in a
stored notebook, and as HTML with native controls in a handout.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from helpers import explore, language, references, tables
from helpers.language import _, _l, number, pick

VOTES = {"true": _l("true"), "partly": _l("partly true"), "false": _l("false"), "unknown": _l("I don't know")}
VERDICTS = {
    "supported": ("✔", _l("Supported"), "true"),
    "partly": ("◐", _l("Partly supported"), "partly"),
    "unclear": ("?", _l("Unclear"), "unknown"),
    "not_supported": ("○", _l("Not supported"), "false"),
    "contradicted": ("✘", _l("Contradicted"), "false"),
}


def text(message) -> str:
    """Text for HTML."""
    return html.escape(str(message), quote=True)


class Part:
    """A part of a lesson. `lesson` is the notebook's name, `name` its name in the lesson's module."""

    lesson: str
    name: str

    @property
    def item(self) -> str:
        """Where the notebook's output comes from, for the handout: `food_sources:quiz`."""
        return re.sub(r"^[\d-]+", "", self.lesson).replace("-", "_") + f":{self.name}"

    def html(self, *, controls: bool, answers: bool) -> str:
        """The part as HTML; with native controls for a page with scripts, with answers for a teacher."""
        raise NotImplementedError

    def text(self) -> str:
        """The part in one line."""
        raise NotImplementedError

    def widget(self):
        """The part with ipywidgets, or None where nothing is to be set."""
        return

    def _repr_mimebundle_(self, **_kwargs):
        inside = self.html(controls=False, answers=False)
        data = {
            explore.HTML: f'<div class="course-exploration" lang="{language.locale()}">{inside}</div>',
            explore.TEXT: self.text(),
        }
        live = self.widget()
        if live is not None:
            data[explore.WIDGET] = live._repr_mimebundle_()[explore.WIDGET]
        return data, {"course": {"item": self.item}}


# ---- header


def _number(path) -> list[int]:
    """The number of a lesson as its file name begins: 06-what-... is [6], before 06-1-... with [6, 1]."""
    return [int(part) for part in re.match(r"[\d-]*", path.stem)[0].split("-") if part]


def lessons(code: str) -> dict[str, str]:
    """The lessons there are in a language: name of the notebook to its title."""
    found = {}
    for path in sorted((language.ROOT / "notebooks" / code).glob("*.ipynb"), key=_number):
        cells = json.loads(path.read_text("utf-8"))["cells"]
        first = "".join(cells[0]["source"]) if cells else ""
        found[path.stem] = first.splitlines()[0].removeprefix("# ").strip() if first else path.stem
    return found


@dataclass
class Header(Part):
    """Time, what to know first, goals, and the links to the lessons around this one.

    Parameters
    ----------
    minutes : mapping of text to int
        Each part of the lesson with its time, so that a syllabus can be computed.
    needs : text
        What a learner should know before.
    goals : sequence of text
        Two to four things that a learner can be seen to do afterwards.
    """

    lesson: str
    minutes: Mapping
    needs: object
    goals: Sequence
    name: str = "header"

    def html(self, *, controls, answers):
        total = sum(self.minutes.values())
        parts = ", ".join(f"{text(part)} {minutes}" for part, minutes in self.minutes.items())
        goals = "".join(f"<li>{text(goal)}</li>" for goal in self.goals)
        links = "" if controls else f'<p class="course-links">{self._links()}</p>'
        time, first, after = (
            text(words) for words in (_("Time:"), _("Know first:"), _("After this lesson you can:"))
        )
        return (
            f'<div class="course-header">{links}<p><strong>{time}</strong> {total} min ({parts}). <strong>{first}</strong> {text(self.needs)}</p>'
            f"<p><strong>{after}</strong></p><ul>{goals}</ul></div>"
        )

    def text(self):
        return _("Time:") + f" {sum(self.minutes.values())} min"

    def _links(self) -> str:
        here = language.locale()
        known = lessons(here) or lessons(language.SOURCE)
        names = list(known)
        place = names.index(self.lesson) if self.lesson in names else len(names)
        links = []
        if place > 0:
            links.append((f"{names[place - 1]}.ipynb", "← " + known[names[place - 1]]))
        if place + 1 < len(names):
            links.append((f"{names[place + 1]}.ipynb", known[names[place + 1]] + " →"))
        if names and names[0].startswith("00") and place > 1:
            links.append((f"{names[0]}.ipynb", known[names[0]]))
        others = (code for code in language.languages() if code != here)
        links += [(f"../{code}/{self.lesson}.ipynb", _language_name(code)) for code in others]
        return " · ".join(f'<a href="{text(href)}">{text(title)}</a>' for href, title in links)


def _language_name(code: str) -> str:
    from babel import Locale

    return Locale(code).get_display_name().capitalize()


# ---- claims


def claims(lesson: str) -> list[dict]:
    """The claims of a lesson in their order, each row as a dict with its `claim_id`, the figures it refers to filled in.

    Raises
    ------
    TableError
        If `claims.csv` has none for that lesson.
    """
    table = tables.load("claims").reset_index()
    mine = table[table["lesson"] == lesson].sort_values("order")
    if mine.empty:
        raise tables.TableError(
            f"claims.csv has no claims for {lesson!r}; it has some for: {', '.join(sorted(table['lesson'].unique()))}"
        )
    return [references.filled_claim(claim) for claim in mine.to_dict("records")]


@dataclass
class Vote(Part):
    """What the article says, claim by claim, each with a vote. `votes` holds what was voted."""

    lesson: str
    name: str = "vote"
    votes: dict = field(default_factory=dict)
    listeners: list[Callable] = field(default_factory=list)

    def html(self, *, controls, answers):
        if not controls:
            rows = "".join(
                f"<li><strong>{text(c['claim_id'])}</strong> {text(pick(c, 'restatement'))}</li>"
                for c in claims(self.lesson)
            )
            return f'<ul class="course-votes">{rows}</ul>'
        cards = []
        for claim in claims(self.lesson):
            key = text(claim["claim_id"])
            options = "".join(
                f'<label><input type="radio" name="vote-{key}" value="{value}"> {text(said)}</label>'
                for value, said in VOTES.items()
            )
            cards.append(
                f'<fieldset class="course-vote" data-claim="{key}"><legend><strong>{key}</strong> {text(pick(claim, "restatement"))}</legend>{options}</fieldset>'
            )
        return "".join(cards)

    def text(self):
        return "\n".join(f"{c['claim_id']} {pick(c, 'restatement')}" for c in claims(self.lesson))

    def widget(self):
        import ipywidgets

        rows = []
        for claim in claims(self.lesson):
            key = claim["claim_id"]
            buttons = ipywidgets.RadioButtons(
                options=[(str(said), value) for value, said in VOTES.items()],
                value=self.votes.get(key),
                orientation="horizontal",
                description=key,
                style={"description_width": "3.2em"},
                layout={"width": "auto"},
            )
            buttons.observe(lambda change, key=key: self._voted(key, change["new"]), "value")
            rows.append(
                ipywidgets.VBox(
                    [
                        ipywidgets.HTML(
                            f'<div class="course-claim">{text(pick(claim, "restatement"))}</div>'
                        ),
                        buttons,
                    ]
                )
            )
        return _framed(rows)

    def _voted(self, key: str, value: str) -> None:
        self.votes[key] = value
        for listener in self.listeners:
            listener(key)


@dataclass
class Verdicts(Part):
    """The verdict on each claim beside the learner's vote: why, the key figure, the sources. It is closed until there is a vote, or somebody opens it."""

    vote: Vote
    name: str = "verdicts"

    @property
    def lesson(self):
        return self.vote.lesson

    def html(self, *, controls, answers):
        return "".join(self._card(claim, opened=answers) for claim in claims(self.lesson))

    def _card(self, claim: dict, *, opened: bool) -> str:
        sign, verdict, _like = VERDICTS[claim["verdict"]]
        key, voted = text(claim["claim_id"]), self.vote.votes.get(claim["claim_id"])
        said, key_word, mind = (text(words) for words in (_("Your vote:"), _("Key figure:"), _("Mind:")))
        yours = f"{said} <strong>{text(VOTES[voted])}</strong>" if voted else ""
        figure, caution = pick(claim, "key_figure"), pick(claim, "caution")
        return (
            f'<details class="course-card course-{claim["verdict"]}" data-claim="{key}"{" open" if opened else ""}>'
            f"<summary><strong>{key}</strong> {text(pick(claim, 'restatement'))}</summary>"
            f'<p class="course-verdict"><span aria-hidden="true">{sign}</span> <strong>{text(verdict)}</strong> '
            f'<span class="course-yours" data-yours="{said}">{yours}</span></p>'
            f"<p>{text(pick(claim, 'explanation'))}</p>"
            + (f'<p class="course-key">{key_word} {text(figure)}</p>' if figure else "")
            + (f'<p class="course-caution">{mind} {text(caution)}</p>' if caution else "")
            + f'<p class="course-sources">{explore.source_links(claim["source_ids"].split(";"))} {text(_standing(claim["known"]))}</p></details>'
        )

    def text(self):
        return "\n".join(f"{c['claim_id']} {VERDICTS[c['verdict']][1]}" for c in claims(self.lesson))

    def widget(self):
        import ipywidgets

        mine = {claim["claim_id"]: claim for claim in claims(self.lesson)}
        cards = {
            key: ipywidgets.HTML(self._card(claim, opened=key in self.vote.votes))
            for key, claim in mine.items()
        }

        def voted(key):
            cards[key].value = self._card(mine[key], opened=True)

        self.vote.listeners.append(voted)
        return _framed(list(cards.values()))


def _standing(known: str) -> str:
    """How well the figures behind a verdict are known, in words."""
    words = {
        "read": _("The figures were read in these sources."),
        "computed": _("The figures were computed from these sources."),
        "secondary": _("Some figures were read in another text that quotes the source."),
        "unverified": _("Some figures have not been checked against their source yet."),
    }
    return words[known]


# ---- parameters of a model


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
        first = {
            source: row for source, row in first.items() if sources[row["symbol"]] == {source}
        }  # where its symbol says which row is meant
        body = "".join(
            f'<tr><th scope="row">{text(row["symbol"])}</th><td>{text(pick(row, "name"))}</td><td>{text(number(row["value"], 6))} {text(_unit(row))}</td>'
            f"<td>{text(_range(row))}</td><td>{text(STANDING[row['known']])}{text(_note(row))}</td><td>{_cited(row, first)}</td></tr>"
            for row in rows
        )
        named = text(
            _("Parameters of the model") + ": " + rows[0]["symbol"]
        )  # two regions of a page may not share a name
        return (
            f'<div class="course-exploration course-parameters"><div class="course-scroll" tabindex="0" role="region" aria-label="{named}"><table>'
            f"<thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div></div>"
        )

    def text(self):
        return "\n".join(
            f"{row['symbol']} = {number(row['value'], 6)} {_unit(row)} ({STANDING[row['known']]})"
            for row in self._rows()
        )


STANDING = {
    "read": _l("read in the source"),
    "computed": _l("computed from the source"),
    "secondary": _l("read in a text that quotes the source"),
    "unverified": _l("not yet checked against its source"),
    "assumed": _l("our assumption"),
}


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


# ---- quiz


@dataclass
class Choose:
    """One right answer among several. `answers` maps each answer to (right, feedback)."""

    question: object
    answers: Mapping

    kind = "choose"


@dataclass
class ChooseSeveral(Choose):
    """Several answers may be right; each one that was ticked, or wrongly left out, gets its feedback."""

    kind = "several"


@dataclass
class Number:
    """A number with a tolerance and a unit.

    Parameters
    ----------
    answer, tolerance : float or reference
        Every number from `answer - tolerance` to `answer + tolerance` is right; both in `unit`.
    right, low, high : text
        Feedback for a right, a too small and a too large number.
    """

    question: object
    answer: float | str
    tolerance: float | str
    unit: object
    right: object
    low: object
    high: object

    kind = "number"


def mark_number(question: Number, typed: str) -> tuple[bool, str]:
    """Whether a typed number is right, and the feedback. Numbers are read as `language.typed_number` reads them."""
    value = language.typed_number(typed, question.unit)
    if value is None:
        return False, _("Write a number, such as {example}; without the unit is fine too.").format(
            example=number(12.5)
        )
    within = question.tolerance * (1 + 1e-9)
    if abs(value - question.answer) <= within:
        return True, str(question.right)
    if str(question.unit).strip() == "%" and abs(100 * value - question.answer) <= within:
        return False, _("That is the share as a fraction; in percent it is 100 times as much.")
    return False, str(question.low if value < question.answer else question.high)


def mark_chosen(question: Choose, chosen: Sequence[int]) -> tuple[bool, str]:
    """Whether the chosen answers, by their places, are exactly the right ones; and the feedback on each."""
    answers = list(question.answers.values())
    if not chosen:
        return False, _("Choose an answer first.")
    right = {place for place, (is_right, _said) in enumerate(answers) if is_right}
    spoken = sorted(set(chosen) | (right if question.kind == "several" else set()))
    return set(chosen) == right, " ".join(str(answers[place][1]) for place in spoken)


@dataclass
class Quiz(Part):
    """Questions with feedback on every answer, right or wrong; `written` as the lesson has them, with references."""

    lesson: str
    written: Sequence
    name: str = "quiz"

    @property
    def questions(self) -> list:
        """The questions as they are shown, with the figures that they refer to."""
        return [
            references.filled_question(question, f"quiz of {self.lesson}, question {place}")
            for place, question in enumerate(self.written, 1)
        ]

    def html(self, *, controls, answers):
        return "".join(
            f'<div class="course-question">{self._question(place, q, controls, answers)}</div>'
            for place, q in enumerate(self.questions, 1)
        )

    def _question(self, place: int, question, controls: bool, answers: bool) -> str:
        key = f"{self.item.replace(':', '-')}-{place}"
        asked = f"<strong>{place}.</strong> {text(question.question)}"
        if question.kind == "number":
            return self._number(key, asked, question, controls, answers)
        options = []
        for spot, (answer, (right, said)) in enumerate(question.answers.items()):
            shape = "radio" if question.kind == "choose" else "checkbox"
            box = (
                f'<input type="{shape}" name="{key}" value="{spot}" data-right="{int(right)}" data-said="{text(said)}"> '
                if controls
                else ""
            )
            told = f' <em class="course-answer">{"✔" if right else "✘"} {text(said)}</em>' if answers else ""
            options.append(f"<li><label>{box}{text(answer)}</label>{told}</li>")
        listed = f"<ul>{''.join(options)}</ul>"
        if not controls:
            return f"<p>{asked}</p>{listed}"
        return f'<fieldset data-kind="{question.kind}" data-help="{text(mark_chosen(question, [])[1])}"><legend>{asked}</legend>{listed}{_check_button()}</fieldset>'

    def _number(self, key: str, asked: str, question: Number, controls: bool, answers: bool) -> str:
        unit = text(question.unit)
        told = (
            f' <em class="course-answer">✔ {text(number(question.answer))} {unit}. {text(question.right)}</em>'
            if answers
            else ""
        )
        if not controls:
            return f"<p>{asked} … {unit}{told}</p>"
        decimal, group = language.separators()
        rules = {
            "answer": question.answer,
            "tolerance": question.tolerance,
            "unit": str(question.unit),
            "decimal": decimal,
            "group": group,
            "right": str(question.right),
            "low": str(question.low),
            "high": str(question.high),
            "fraction": _("That is the share as a fraction; in percent it is 100 times as much."),
        }
        data = text(json.dumps(rules, ensure_ascii=False))
        return (
            f'<div data-kind="number" data-rules="{data}" data-help="{text(mark_number(question, "")[1])}"><p><label for="{key}">{asked}</label></p>'
            f'<p><input id="{key}" type="text" inputmode="decimal" size="8" autocomplete="off"> {unit}{told}</p>{_check_button()}</div>'
        )

    def text(self):
        return "\n".join(f"{place}. {q.question}" for place, q in enumerate(self.questions, 1))

    def widget(self):
        return _framed([self._live(place, question) for place, question in enumerate(self.questions, 1)])

    def _live(self, place: int, question):
        import ipywidgets

        asked = ipywidgets.HTML(
            f'<div class="course-claim"><strong>{place}.</strong> {text(question.question)}</div>'
        )
        button = ipywidgets.Button(description=_("Check"), button_style="primary")
        said = ipywidgets.HTML()
        wide = {"width": "auto"}
        if question.kind == "number":
            box = ipywidgets.Text(
                placeholder=number(12.5),
                description=str(question.unit),
                layout={"width": "16em"},
                style={"description_width": "initial"},
            )
            inputs, mark = [box], lambda: mark_number(question, box.value)
        elif question.kind == "several":
            inputs = [
                ipywidgets.Checkbox(description=str(a), indent=False, layout=wide) for a in question.answers
            ]
            mark = lambda: mark_chosen(question, [i for i, box in enumerate(inputs) if box.value])  # noqa: E731
        else:
            box = ipywidgets.RadioButtons(
                options=[(str(a), i) for i, a in enumerate(question.answers)], value=None, layout=wide
            )
            inputs, mark = [box], lambda: mark_chosen(question, [] if box.value is None else [box.value])

        def check(_button):
            right, feedback = mark()
            said.value = f'<p class="course-feedback course-{"right" if right else "wrong"}" role="status">{"✔" if right else "✘"} {text(feedback)}</p>'

        button.on_click(check)
        return ipywidgets.VBox([asked, *inputs, button, said])


def _check_button() -> str:
    check = text(_("Check"))
    return f'<p><button type="button" class="course-check">{check}</button></p><p class="course-feedback" role="status" aria-live="polite"></p>'


def _framed(rows: list):
    """Widgets one below the other in the look of the course."""
    import ipywidgets

    from helpers import chart

    style = ipywidgets.HTML(
        f"<style>{(chart.STATIC / 'view.css').read_text('utf-8')}</style>", layout={"display": "none"}
    )
    box = ipywidgets.VBox([style, *rows])
    box.add_class("course-exploration")
    return box

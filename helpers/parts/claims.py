"""The article's claims: each with a vote, and with the verdict of the figures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from helpers import chart, explore, references, tables
from helpers.language import _, _l, kept, pick
from helpers.parts.part import Part, framed, text

VOTES = {"true": _l("true"), "partly": _l("partly true"), "false": _l("false"), "unknown": _l("I don't know")}


class Verdict(NamedTuple):
    """What the figures say of a claim, and how that looks wherever it is shown.

    Attributes
    ----------
    sign : str
        Stands before the word.
    word : text
    vote : str
        The vote that says the same, a key of `VOTES`.
    color : str
        Of Okabe and Ito's palette, and a grey.
    pattern : str
        Of a bar, by its name in Plotly; with the sign it tells verdicts apart without colour.
    """

    sign: str
    word: object
    vote: str
    color: str
    pattern: str


VERDICTS = {
    "supported": Verdict("✔", _l("Supported"), "true", chart.GREEN, ""),
    "partly": Verdict("◐", _l("Partly supported"), "partly", chart.SKY, "/"),
    "unclear": Verdict("?", _l("Unclear"), "unknown", "#999999", "."),
    "not_supported": Verdict("○", _l("Not supported"), "false", chart.YELLOW, "-"),
    "contradicted": Verdict("✘", _l("Contradicted"), "false", chart.ORANGE, "x"),
}


def claims_of(lesson: str) -> list[dict]:
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
                for c in claims_of(self.lesson)
            )
            return f'<ul class="course-votes">{rows}</ul>'
        cards = []
        for claim in claims_of(self.lesson):
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
        return "\n".join(f"{c['claim_id']} {pick(c, 'restatement')}" for c in claims_of(self.lesson))

    def widget(self):
        import ipywidgets

        rows = []
        for claim in claims_of(self.lesson):
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
        return framed(rows)

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
    def lesson(self):  # type: ignore[override]
        return self.vote.lesson

    def html(self, *, controls, answers):
        return "".join(self._card(claim, opened=answers) for claim in claims_of(self.lesson))

    def _card(self, claim: dict, *, opened: bool) -> str:
        verdict = VERDICTS[claim["verdict"]]
        key, voted = text(claim["claim_id"]), self.vote.votes.get(claim["claim_id"])
        said, key_word, mind = (text(words) for words in (_("Your vote:"), _("Key figure:"), _("Mind:")))
        yours = f"{said} <strong>{text(VOTES[voted])}</strong>" if voted else ""
        figure, caution = pick(claim, "key_figure"), pick(claim, "caution")
        return (
            f'<details class="course-card" style="--verdict:{verdict.color}" data-claim="{key}"{" open" if opened else ""}>'
            f"<summary><strong>{key}</strong> {text(pick(claim, 'restatement'))}</summary>"
            f'<p class="course-verdict"><span aria-hidden="true">{verdict.sign}</span> <strong>{text(verdict.word)}</strong> '
            f'<span class="course-yours" data-yours="{said}">{yours}</span></p>'
            f"<p>{text(pick(claim, 'explanation'))}</p>"
            + (f'<p class="course-key">{key_word} {text(figure)}</p>' if figure else "")
            + (f'<p class="course-caution">{mind} {text(caution)}</p>' if caution else "")
            + f'<p class="course-sources">{explore.source_links(claim["source_ids"].split(";"))} {text(_standing(claim["known"]))}</p></details>'
        )

    def text(self):
        return "\n".join(f"{c['claim_id']} {VERDICTS[c['verdict']].word}" for c in claims_of(self.lesson))

    def widget(self):
        import ipywidgets

        mine = {claim["claim_id"]: claim for claim in claims_of(self.lesson)}
        cards = {
            key: ipywidgets.HTML(self._card(claim, opened=key in self.vote.votes))
            for key, claim in mine.items()
        }

        def voted(key):
            cards[key].value = self._card(mine[key], opened=True)

        self.vote.listeners.append(kept(voted))
        return framed(list(cards.values()))


def _standing(known: str) -> str:
    """How well the figures behind a verdict are known, in words."""
    words = {
        "read": _("The figures were read in these sources."),
        "computed": _("The figures were computed from these sources."),
        "secondary": _("Some figures were read in another text that quotes the source."),
        "unverified": _("Some figures have not been checked against their source yet."),
    }
    return words[known]

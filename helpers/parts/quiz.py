"""The quiz of a lesson: questions with feedback on every answer."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from helpers import language, references
from helpers.language import _, kept, number
from helpers.parts.marking import Number, mark_chosen, mark_number
from helpers.parts.part import Part, framed, text


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
            f' <em class="course-answer">✔ {text(number(float(question.answer)))} {unit}. {text(question.right)}</em>'
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
        return framed([self._live(place, question) for place, question in enumerate(self.questions, 1)])

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

        button.on_click(kept(check))
        return ipywidgets.VBox([asked, *inputs, button, said])


def _check_button() -> str:
    check = text(_("Check"))
    return f'<p><button type="button" class="course-check">{check}</button></p><p class="course-feedback" role="status" aria-live="polite"></p>'

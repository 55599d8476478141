"""Questions of a quiz, and how answers to them are marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from helpers import language
from helpers.language import _, number


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
    """Whether a typed number is right, and the feedback. Numbers are read as `language.readings` reads them."""
    values = language.readings(typed, str(question.unit))
    if not values:
        return False, _("Write a number, such as {example}; without the unit is fine too.").format(
            example=number(12.5)
        )
    answer, within = float(question.answer), float(question.tolerance) * (1 + 1e-9)
    if any(abs(value - answer) <= within for value in values):
        return True, str(question.right)
    is_percent = str(question.unit).strip() == "%"
    if is_percent and any(abs(100 * value - answer) <= within for value in values):
        return False, _("That is the share as a fraction; in percent it is 100 times as much.")
    return False, str(question.low if values[0] < answer else question.high)


def mark_chosen(question: Choose, chosen: Sequence[int]) -> tuple[bool, str]:
    """Whether the chosen answers, by their places, are exactly the right ones; and the feedback on each."""
    answers = list(question.answers.values())
    if not chosen:
        return False, _("Choose an answer first.")
    right = {place for place, (is_right, _said) in enumerate(answers) if is_right}
    spoken = sorted(set(chosen) | (right if question.kind == "several" else set()))
    return set(chosen) == right, " ".join(str(answers[place][1]) for place in spoken)

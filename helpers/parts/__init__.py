"""What frames a lesson: its header, the claims with a vote and a verdict, the parameters of its models, the quiz.

Each part shows itself in three ways, as an exploration does: with ipywidgets in JupyterLab, as readable HTML in a
stored notebook, and as HTML with native controls in a handout.
"""

from helpers.parts.claims import VERDICTS, VOTES, Verdicts, Vote, claims_of
from helpers.parts.header import Header, lessons
from helpers.parts.marking import Choose, ChooseSeveral, Number, mark_chosen, mark_number
from helpers.parts.parameters import STANDING, Parameters
from helpers.parts.part import Part
from helpers.parts.quiz import Quiz

__all__ = [
    "STANDING",
    "VERDICTS",
    "VOTES",
    "Choose",
    "ChooseSeveral",
    "Header",
    "Number",
    "Parameters",
    "Part",
    "Quiz",
    "Verdicts",
    "Vote",
    "claims_of",
    "lessons",
    "mark_chosen",
    "mark_number",
]

"""What several lessons draw."""

from __future__ import annotations

from helpers import chart
from helpers.models import cohort


def crowd_figure(change: cohort.Change, *, either_way: str, avoided: str, added: str, never: str):
    """1000 people as squares: struck either way, spared by a change, struck by it, never struck; each with its name in the legend."""
    crowd = cohort.crowd(change)
    groups = [
        (either_way, crowd.either_way, chart.ORANGE, ""),
        (avoided, crowd.avoided, chart.GREEN, "x"),
        (added, crowd.added, chart.PINK, "/"),
        (never, crowd.never, chart.PALE, ""),
    ]
    kept = [group for group in groups if group[1] or group[0] in (either_way, avoided)]
    return chart.people(kept, height=446, margin={"t": 76})

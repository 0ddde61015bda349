"""Whether the trials have teeth: each fsync of the store is taken out in turn, and each time something must be lost."""

from dataclasses import replace

from trials.children import Child
from trials.figures import Figures
from trials.mutations import NO_FSYNC, places
from trials.trial import Trial
from trials.unplugged import unplugged

_SECOND = ("make_folder", "remember")
"""What a place goes through that makes folders, or notes what only explains."""


def teeth(trial: Trial, *, first_only: bool = False) -> Figures:
    """Cut the power with one fsync less. A point is a place that calls fsync; it fired if the loss was noticed.

    `trial.points` are the cuts for each. A fault is a place without which nothing was lost. With `first_only` the places are
    those that make files and their names safe.
    """
    sites = [site for site in fsync_places(trial) if not (first_only and any(word in site for word in _SECOND))]
    found = Figures(possible=len(sites))
    for place in sites:
        cuts = unplugged(replace(trial, mutation=f"{NO_FSYNC} at {place}"), told_only=True)
        missed = cuts.lost + cuts.half + cuts.hollow
        found += Figures(points=1, fired=int(missed > 0), converged=1, acknowledged=cuts.acknowledged, lost=cuts.lost)
        found.faults += [] if missed else [f"without the fsync at {place} nothing was lost"]
    return found


def fsync_places(trial: Trial) -> list[str]:
    """From where in the product a build calls fsync."""
    with trial.project() as project:
        run = Child(places(project)).go().end()
    return sorted({str(item["fsync"]) for item in run.news if "fsync" in item})

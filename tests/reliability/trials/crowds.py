"""Many processes that build one project at the same time, some of them killed: each step is made once, and all have one film."""

import random
from collections import Counter

from trials.children import Child, Run
from trials.figures import Figures
from trials.mutations import living
from trials.trial import Trial
from trials.verdict import Truth, judged

ROUNDS = 20
PROCESSES = 32
_KILLED = 8
"""So many of them, in every second round."""


def crowds(trial: Trial) -> Figures:
    """Rounds of 32 processes."""
    return trial.over(range(ROUNDS), _tried)


def _tried(trial: Trial, true: Truth, number: int) -> Figures:
    chance = random.Random(f"{trial.seed} {number}")
    with trial.project() as project:
        crowd = [Child(living(project, trial.mutation)) for _ in range(PROCESSES)]
        for child in crowd:
            child.go()
        doomed = chance.sample(crowd, _KILLED) if number % 2 else []
        told = {child.pid: tuple(child.wait_for(chance.randrange(1, 5))) for child in doomed}
        for child in doomed:
            child.kill()
        runs = {child.pid: child.end(told.get(child.pid, ())) for child in crowd}
        survivors = [run for pid, run in runs.items() if pid not in told]
        every = Run(0, tuple(item for run in runs.values() for item in run.news))
        figures = judged(f"round {number}", project, every, true)
        twice = [step for step, count in Counter(str(item["made"]) for item in every.acknowledged).items() if count > 1]
        begun = len(every.begun) - len(set(every.begun)) - len(doomed)  # A killed one leaves its step to another.
        refused = sorted({run.error or str(run.code) for run in survivors if run.film != true.film})
        figures.redone += max(len(twice), begun, 0)
        figures.converged = int(figures.converged and not refused)
        if figures.wrong():
            figures.faults.append(f"round {number}: {begun} begun twice, {twice} made twice; no film: {refused}"[:600])
        return figures

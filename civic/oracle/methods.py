"""Points by votelib, a library that nobody here wrote, for the elections on the standard input.

A list of {"scores": [[points of each option], ...], "orders": [[options, best first], ...]}; prints for each
{"scores": [sum of each option], "borda": [points of each option]}. Orders are whole and strict: for equal
places votelib counts otherwise than the half points of the literature.
"""

import json
import sys
from collections import Counter

from votelib.component.rankscore import Borda
from votelib.convert import ApprovalToSimpleVotes, RankedToPositionalVotes, ScoreToSimpleVotes
from votelib.evaluate.core import Plurality, Tie


def counted(election):
    options = range(len(election["scores"][0]))
    scores = Counter(frozenset(enumerate(ballot)) for ballot in election["scores"])
    sums = ScoreToSimpleVotes("sum").convert(dict(scores))
    orders = Counter(tuple(ballot) for ballot in election["orders"])
    points = RankedToPositionalVotes(Borda(base=0)).convert(dict(orders))
    firsts = Counter(ballot[0] for ballot in election["orders"])
    approved = Counter(frozenset(o for o, n in enumerate(ballot) if n > 2) for ballot in election["scores"])
    approvals = ApprovalToSimpleVotes().convert(dict(approved))
    return {
        "single": [int(firsts.get(o, 0)) for o in options],
        "single_best": best(dict(firsts)),
        "approval": [int(approvals.get(o, 0)) for o in options],
        "approval_best": best(approvals),
        "scores": [int(sums[o]) for o in options], "borda": [int(points[o]) for o in options],
    }


def best(votes):
    """Who has most votes: one, or all that are equal."""
    found = Plurality().evaluate(votes, 1)[0] if votes else Tie([])
    return sorted(found) if isinstance(found, Tie) else [found]


json.dump([counted(election) for election in json.load(sys.stdin)], sys.stdout)

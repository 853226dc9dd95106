"""Points by votelib, a library that nobody here wrote, for the elections on the standard input.

A list of {"scores": [[points of each option], ...], "orders": [[options, best first], ...]}; prints for each
{"scores": [sum of each option], "borda": [points of each option]}. Orders are whole and strict: for equal
places votelib counts otherwise than the half points of the literature.
"""

import json
import sys
from collections import Counter

from votelib.component.rankscore import Borda
from votelib.convert import RankedToPositionalVotes, ScoreToSimpleVotes


def counted(election):
    options = range(len(election["scores"][0]))
    scores = Counter(frozenset(enumerate(ballot)) for ballot in election["scores"])
    sums = ScoreToSimpleVotes("sum").convert(dict(scores))
    orders = Counter(tuple(ballot) for ballot in election["orders"])
    points = RankedToPositionalVotes(Borda(base=0)).convert(dict(orders))
    return {"scores": [int(sums[o]) for o in options], "borda": [int(points[o]) for o in options]}


json.dump([counted(election) for election in json.load(sys.stdin)], sys.stdout)

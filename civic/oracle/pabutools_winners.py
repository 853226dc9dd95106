"""Counts a Pabulib file with pabutools, the reference implementation, and prints the winners.

Usage: pabutools_winners.py FILE [--add1 UNIT] [--time] [--only RULE]

Prints one JSON object: rule name -> ids in order of selection. Fractions are exact, ties go to
the smaller id as text, one outcome for each rule. With --add1, equal shares is also completed by
raising every share by UNIT (in the currency of the file) until the outcome is exhaustive. With
--time, seconds taken by each rule are printed on the error output.
"""

import argparse
import json
import sys
import time

import pabutools.fractions
from pabutools.election import Cardinality_Sat, Cost_Sat
from pabutools.election.pabulib import parse_pabulib
from pabutools.rules import greedy_utilitarian_welfare, method_of_equal_shares
from pabutools.tiebreaking import lexico_tie_breaking


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("file")
    arguments.add_argument("--add1")
    arguments.add_argument("--time", action="store_true")
    arguments.add_argument("--only")
    arguments = arguments.parse_args()

    pabutools.fractions.FRACTION = pabutools.fractions.GMPY_FRAC
    instance, ballots = parse_pabulib(arguments.file)
    # Equal ballots put together: the same outcome, much sooner when there are many ballots.
    grouped = ballots.as_multiprofile()

    rules = {
        "greedy_cost": (greedy_utilitarian_welfare, Cost_Sat, {}),
        "greedy_cardinality": (greedy_utilitarian_welfare, Cardinality_Sat, {}),
        "mes_cost": (method_of_equal_shares, Cost_Sat, {}),
        "mes_cardinality": (method_of_equal_shares, Cardinality_Sat, {}),
    }
    if arguments.add1 is not None:
        unit = pabutools.fractions.str_as_frac(arguments.add1)
        raised = {"voter_budget_increment": unit}
        rules["mes_cost_add1"] = (method_of_equal_shares, Cost_Sat, raised)
        rules["mes_cardinality_add1"] = (method_of_equal_shares, Cardinality_Sat, raised)

    if arguments.only is not None:
        rules = {arguments.only: rules[arguments.only]}

    winners = {}
    for name, (rule, satisfaction, options) in rules.items():
        start = time.perf_counter()
        outcome = rule(
            instance,
            grouped,
            sat_class=satisfaction,
            tie_breaking=lexico_tie_breaking,
            resoluteness=True,
            **options,
        )
        if arguments.time:
            seconds = time.perf_counter() - start
            print(f"{name}: {seconds:.3f} s, {len(grouped)} groups", file=sys.stderr)
        winners[name] = [project.name for project in outcome]
    json.dump(winners, sys.stdout)
    print()


if __name__ == "__main__":
    main()

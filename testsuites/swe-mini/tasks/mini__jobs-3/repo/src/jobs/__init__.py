"""Runs jobs in the order of what they need."""


def order(jobs):
    """Names in an order in which every job comes after what it needs.

    jobs: a dict of name to a list of the names it needs.
    """
    done = []
    for name in jobs:
        _visit(name, jobs, done)
    return done


def _visit(name, jobs, done):
    for need in jobs[name]:
        if need not in done:
            _visit(need, jobs, done)
    if name not in done:
        done.append(name)

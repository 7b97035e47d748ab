"""Reward functions with the signatures that trainers call.

Each module imports its trainer only where it must give back one of its types, so that all of them
can be imported without it. They ask the service of ``GRADER_URL`` and ``GRADER_TOKEN``, or of the
arguments ``url`` and ``token`` where the trainer has a way to pass some. A fault is never a reward:
where a trainer has a word for "no reward", it gets that; elsewhere the fault is raised.
"""

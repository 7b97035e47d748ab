#!/usr/bin/env python3
import sys

answer = open(sys.argv[2]).read().strip()
feedback = sys.argv[3]
rest = sys.argv[4:]
if rest not in ([], ["--say", "two words"], ["--strict"]):
    sys.exit(1)
given = sys.stdin.read()
right = given == answer + "\n" if rest == ["--strict"] else given.strip() == answer
if not right:
    open(feedback + "judgemessage.txt", "w").write("told %s: not the number\n" % " ".join(rest))
sys.exit(42 if right else 43)

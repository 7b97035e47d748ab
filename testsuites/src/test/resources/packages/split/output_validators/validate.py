import sys

n = int(open(sys.argv[1]).read())
feedback = sys.argv[3]


def wrong(message):
    with open(feedback + "judgemessage.txt", "w") as out:
        out.write(message)
    sys.exit(43)


words = sys.stdin.read().split()
if len(words) != 2:
    wrong("expected two numbers")
try:
    a, b = map(int, words)
except ValueError:
    wrong("expected whole numbers")
if a < 1 or b < 1 or a + b != n:
    wrong("%d and %d do not make %d" % (a, b, n))
sys.exit(42)

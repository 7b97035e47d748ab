import sys

# Usage: validate.py input answer feedback/ ; the candidate talks on standard input and output.
secret = int(open(sys.argv[1]).read())
most = int(sys.argv[4]) if len(sys.argv) > 4 else 10


def end(status, message):
    with open(sys.argv[3] + "judgemessage.txt", "w") as out:
        out.write(message)
    sys.exit(status)


for _ in range(most):
    line = sys.stdin.readline().split()
    if len(line) != 1 or not line[0].isdigit():
        end(43, "no guess")
    guess = int(line[0])
    if guess == secret:
        print("right", flush=True)
        end(42, "found")
    print("higher" if guess < secret else "lower", flush=True)
end(43, "too many guesses")

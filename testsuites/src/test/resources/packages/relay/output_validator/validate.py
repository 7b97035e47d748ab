"""Gives the second pass what the first one wrote, and asks for what the first one was given."""
import sys

line = sys.stdin.readline().strip()
task = open(sys.argv[1]).read().split()[0]
folder = sys.argv[3]
with open(folder + "judgemessage.txt", "a") as message:
    message.write(task + ": " + line + "\n")
if task == "encode":
    if not line.isalpha():
        sys.exit(43)
    with open(folder + "nextpass.in", "w") as following:
        following.write("decode " + line + "\n")
    sys.exit(42)
sys.exit(42 if line == open(sys.argv[2]).read().strip() else 43)

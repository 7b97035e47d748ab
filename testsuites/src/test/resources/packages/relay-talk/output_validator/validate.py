"""Says a number in the first pass; in the second one, the candidate must double what it said."""
import sys

task, number = open(sys.argv[1]).read().split()
print(task, number, flush=True)
answer = sys.stdin.readline().strip()
if answer != str(2 * int(number)):
    sys.exit(43)
if task == "ask":
    open(sys.argv[3] + "state", "w").write(answer)
    open(sys.argv[3] + "nextpass.in", "w").write("again " + answer)
    sys.exit(42)
sys.exit(42 if open(sys.argv[3] + "state").read() == number else 43)

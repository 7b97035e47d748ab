"""Half of a group's tests earn all of its points; groups are added up."""
import sys

results = [line.split() for line in sys.stdin]
if sys.argv[1] == "total":
    score = sum(float(score) for verdict, score in results if verdict == "AC")
    print("AC" if score > 0 else "WA", score)
else:
    right = sum(verdict == "AC" for verdict, score in results)
    print("AC" if 2 * right > len(results) else results[-1][0], sys.argv[2])

import sys

n = int(input())
sys.stdout.write("%d %s" % (n, "\n" if n < 50 else "\n\n"))

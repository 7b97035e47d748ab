import os
import sys

there = os.path.exists("dictionary.txt")
words = [open("dictionary.txt").read().strip() if there else "none"] + sys.argv[2:]
line = " ".join(words)
print(line.upper() if sys.argv[1:2] == ["upper"] else line)

import os

print(open("dictionary.txt").read() if os.path.exists("dictionary.txt") else "none")
